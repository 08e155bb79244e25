"""For every request: in which language and time zone to answer, and who is reading."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from letsconnect.access.login.second_factor import is_given, is_owed
from letsconnect.ground.languages import supported
from letsconnect.ground.zones import zone_named
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import person_of, reader_of


def language_of(request: HttpRequest, person: Person | None) -> str:
    """`?uselang=`, else what was chosen before, else the profile, else the browser."""
    asked = supported(request.GET.get("uselang")) or supported(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    own = supported(person.ui_language) if person else None
    return asked or own or translation.get_language_from_request(request)


def remember_language(request: HttpRequest, response: HttpResponse) -> None:
    chosen = supported(request.GET.get("uselang"))
    if chosen:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.PRODUCTION,
            httponly=True,
            samesite="Lax",
        )


def reader_and_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: activates language and zone, sets `request.reader` (lazily)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        awake = roles_awake(request, person)
        reader = SimpleLazyObject(lambda: reader_of(person, roles_awake=awake))
        request.reader = reader  # type: ignore[attr-defined]  # read with people.queries.readers.reading()
        request.second_factor_owed = SimpleLazyObject(  # type: ignore[attr-defined]  # read by base.html
            lambda: person is not None and not awake and is_owed(request, person)
        )
        language = language_of(request, person)
        with translation.override(language), timezone.override(zone_named(person.time_zone if person else "")):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        remember_language(request, response)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def roles_awake(request: HttpRequest, person: Person | None) -> bool:
    """Where the second factor is asked for, roles sleep until it was given in this session. The person is told, so
    that every rule agrees."""
    if person is None:
        return False
    person.roles_asleep = settings.SECOND_FACTOR and not is_given(request)  # type: ignore[attr-defined]  # for rules
    return not person.roles_asleep  # type: ignore[attr-defined]
