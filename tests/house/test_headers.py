"""Security headers stand on every response: pages, errors, files, redirects (S4)."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from letsconnect.people.models import Person
from tests.cast import signed_in
from tests.figures import Figure

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")


def addresses(resolver: URLResolver | None = None, prefix: str = "/") -> list[str]:
    """One address for every door of the house, with plausible words where it asks for any."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern).lstrip("^/").rstrip("$")
        if isinstance(entry, URLPattern):
            found.append(route)
        else:
            found += addresses(entry, route)
    return [filled(route) for route in found]


def filled(route: str) -> str:
    parts = [("1" if "int:" in part else "example") if part.startswith("<") else part for part in route.split("/")]
    return "/".join(parts)


def faults(response: HttpResponse) -> list[str]:
    """What is wrong with a response's headers."""
    policy = response.headers.get("Content-Security-Policy", "")
    wrong = [name for name, value in EXPECTED.items() if response.headers.get(name) != value]
    wrong += [] if "camera=()" in response.headers.get("Permissions-Policy", "") else ["Permissions-Policy"]
    wrong += [] if response.headers.get("Referrer-Policy") in {"same-origin", "no-referrer"} else ["Referrer-Policy"]
    wrong += [part for part in POLICY if part not in policy]
    response.close()
    return wrong + (["unsafe"] if "unsafe-" in policy else [])


@pytest.mark.parametrize("part", ["visitor", "staff"])
def test_every_door_answers_with_careful_headers(part: str, client: Client, staff: Person, figure: Figure) -> None:
    visitor = client if part == "visitor" else signed_in(staff)
    visitor.raise_request_exception = False

    wrong = {}
    responses = 0
    for address in addresses():
        for ask in (visitor.get, visitor.post, visitor.options):
            responses += 1
            response = ask(address)
            if faults(response):
                wrong[address] = faults(response)

    figure(f"S4, headers, {part}: {responses} responses, {len(wrong)} with a header missing")
    assert wrong == {}


@pytest.mark.parametrize(
    ("address", "status", "headers"),
    [
        ("/nowhere/", 404, {}),
        ("/static/css/site.css", 200, {}),
        ("/static/nothing.css", 404, {}),
        ("/", 400, {"HTTP_HOST": "evil.example"}),
        ("/sign-in", 301, {}),
    ],
)
def test_errors_files_and_redirects_are_careful_too(
    address: str, status: int, headers: dict[str, str], settings: object
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    response = Client(raise_request_exception=False).get(address, **headers)

    assert response.status_code == status
    assert faults(response) == []


def test_a_refused_form_is_careful_too() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@example.org"})

    assert response.status_code == 403
    assert faults(response) == []


def test_a_page_that_breaks_is_careful_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    monkeypatch.setattr("letsconnect.access.middleware.language_of", breaks)
    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert faults(response) == []


def test_nobody_keeps_the_pages_of_somebody_signed_in(learner: Person) -> None:
    assert signed_in(learner).get("/").headers["Cache-Control"] == "no-store"


def test_files_may_be_kept_by_everybody(learner: Person) -> None:
    file = signed_in(learner).get("/static/css/site.css")
    file.close()

    assert "no-store" not in file.headers["Cache-Control"]
