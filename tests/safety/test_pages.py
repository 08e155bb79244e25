"""The pages: by whom they open, what they say, what they leave behind."""

import gzip
import logging
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Role
from letsconnect.safety.models import Report
from letsconnect.safety.queries.reports import report_with_code
from tests.cast import give_role, make_person, signed_in
from tests.safety.conftest import CANARY, PASSPHRASE, key_of

WORDS = {"what": CANARY, "where": "the coffee hour", "safe": "no", "reach": f"{CANARY}@example.org"}
TELLTALE = re.compile("report|safety|harass|conduct", re.IGNORECASE)
PUBLIC = ["/report/", "/report/follow/"]


def send(client: Client, **facts: object) -> str:
    """Report something; the code that the page shows."""
    page = client.post("/report/", {**WORDS, **facts}).content.decode()
    found = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page)
    return found.group().replace("-", "") if found else page


def team_pages(report: Report) -> list[str]:
    names = ["case", "reply", "status", "share", "leave"]
    return [
        reverse("safety:cases"),
        reverse("safety:keys"),
        reverse("safety:new_key"),
        reverse("safety:passphrase"),
        *(reverse(f"safety:{name}", args=[report.pk]) for name in names),
    ]


def test_a_report_is_sent_and_followed_without_account_script_or_cookie(reader):
    code = send(Client(enforce_csrf_checks=True))

    page = Client(enforce_csrf_checks=True).post("/report/follow/", {"code": code.upper()}).content.decode()

    assert "Received" in page
    assert CANARY not in page


def test_the_whole_talk_between_reporter_and_case_team(reader, client):
    code = send(client)
    report = report_with_code(code)
    browser = signed_in(reader)

    opened = browser.post(reverse("safety:case", args=[report.pk]), {"passphrase": PASSPHRASE})
    browser.post(reverse("safety:reply", args=[report.pk]), {"text": "We are with you"})
    followed = client.post("/report/follow/", {"code": code})
    client.post("/report/follow/", {"code": code, "more": "One thing more", "once": "e" * 64})
    again = browser.post(reverse("safety:case", args=[report.pk]), {"passphrase": PASSPHRASE})

    assert CANARY in opened.content.decode()
    assert "We are with you" in followed.content.decode()
    assert "One thing more" in again.content.decode()


def test_where_nobody_has_a_key_the_page_says_so_and_asks_for_nothing(client):
    page = client.get("/report/").content.decode()

    assert "<textarea" not in page
    assert "ca@wikimedia.org" in page
    assert client.post("/report/", WORDS).status_code == 200
    assert not Report.objects.exists()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("address", PUBLIC)
def test_the_emergency_sentence_stands_before_the_first_field_in_every_language(client, reader, language, address):
    page = client.get(f"{address}?uselang={language}").content.decode()
    with translation.override(language):
        sentence = translation.gettext("Is somebody in danger right now? Call your local emergency number first.")

    place = page.index(sentence)
    assert place < page.index("emergency@wikimedia.org") < page.index("<form")
    if (settings.LOCALE_PATHS[0] / language).exists() and language != "en":
        assert not sentence.startswith("Is somebody"), "the sentence is not translated"


def test_what_was_typed_is_kept_when_something_is_missing(client, reader):
    page = client.post("/report/", {"what": "", "where": "a place called elsewhere"}).content.decode()

    assert "a place called elsewhere" in page
    assert not Report.objects.exists()


def test_with_everybody_left_out_nothing_is_lost(client, reader):
    page = client.post("/report/", {**WORDS, "not_these": [reader.public_id]}).content.decode()

    assert CANARY in page
    assert "nobody would remain" in page
    assert not Report.objects.exists()


def test_the_page_offers_to_leave_out_each_of_the_case_team(client, reader, second_reader):
    page = client.get("/report/").content.decode()

    assert "Tara Trusted (Example Group)" in page
    assert "Theo Careful" in page


def test_thirty_reports_in_an_hour_from_one_place_are_enough_and_the_words_stay(client, reader):
    for _each in range(30):
        assert len(send(client)) == 16

    response = client.post("/report/", WORDS)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert CANARY in response.content.decode()
    assert len(send(signed_in(make_person("Nia New")))) == 16


def test_no_page_tells_the_browser_what_it_is(client, reader):
    code = send(client)
    report = report_with_code(code)
    browser = signed_in(reader)
    pages = [client.get(address) for address in PUBLIC]
    pages += [client.post("/report/", WORDS), client.post("/report/follow/", {"code": code})]
    pages += [response for address in team_pages(report) if (response := browser.get(address)).status_code == 200]

    for page in pages:
        title = re.search("<title>(.*?)</title>", page.content.decode(), re.DOTALL)
        assert title
        assert not TELLTALE.search(title.group(1))
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert [page["Referrer-Policy"] for page in pages[:4]] == ["no-referrer"] * 4


def test_the_case_team_is_told_in_a_letter_that_does_not_say_of_what(reader, client):
    send(client)

    letter = OutgoingLetter.objects.get()

    assert letter.to == reader.email
    assert not TELLTALE.search(letter.subject)
    assert CANARY not in letter.body


def test_the_quick_way_out_works_without_script_and_sends_no_referrer(client, reader):
    page = client.get("/report/").content.decode()

    assert re.search(r'<a[^>]+href="https://www.wikipedia.org/"[^>]+noreferrer[^>]+data-leave', page)


@pytest.mark.parametrize("address", PUBLIC)
def test_the_pages_are_light(client, reader, address):
    assert len(gzip.compress(client.get(address).content)) < 8_000


def test_every_page_leads_here_in_one_click(client):
    assert 'href="/report/"' in client.get("/").content.decode()


def everybody() -> dict[str, Client]:
    browsers = {"nobody": Client(), "member": signed_in(make_person("Mia Member"))}
    for kind in Role.Kind.values:
        person = make_person(f"Role {kind}")
        give_role(person, kind, region="SSA")
        browsers[kind] = signed_in(person)
    suspended = make_person("Sus Pended", suspended_at="2024-01-01T00:00:00Z")
    give_role(suspended, Role.Kind.TRUST_SAFETY)
    browsers["suspended"] = signed_in(suspended)
    return browsers


def test_no_role_opens_a_report_that_was_not_sealed_to_them(report):
    for who, browser in everybody().items():
        for address in team_pages(report):
            for response in (browser.get(address), browser.post(address, {"passphrase": PASSPHRASE})):
                about_one = str(report.pk) in address
                allowed = {302, 403, 404, 405} if who != Role.Kind.TRUST_SAFETY or about_one else {200, 405}
                assert response.status_code in allowed, (who, address)
                assert CANARY not in response.content.decode()
                if who == "nobody" and response.status_code == 302:
                    assert response["Location"].startswith("/sign-in/")


def test_the_list_shows_dates_and_status_and_no_word(reader, report):
    page = signed_in(reader).get(reverse("safety:cases")).content.decode()

    assert "Received" in page
    assert CANARY not in page


def test_a_report_is_opened_with_the_passphrase_only(reader, report):
    browser = signed_in(reader)
    address = reverse("safety:case", args=[report.pk])

    assert CANARY not in browser.get(address).content.decode()
    assert CANARY not in browser.post(address, {"passphrase": "something else"}).content.decode()
    assert CANARY in browser.post(address, {"passphrase": PASSPHRASE}).content.decode()
    assert CANARY not in browser.get(address).content.decode()


def test_a_key_is_made_and_vouched_for_on_the_pages(reader):
    newcomer = make_person("Nour Newcomer")
    give_role(newcomer, Role.Kind.TRUST_SAFETY)
    facts = {"shown_as": "Nour", "passphrase": PASSPHRASE, "again": PASSPHRASE}

    signed_in(newcomer).post(reverse("safety:new_key"), facts)
    page = signed_in(reader).get(reverse("safety:keys")).content.decode()
    signed_in(reader).post(reverse("safety:admit_key", args=[key_of(newcomer).pk]))

    assert key_of(newcomer).fingerprint in page
    assert key_of(newcomer).admitted_by == reader


@pytest.mark.parametrize("passphrase", ["short", "123456789012", "passwordpassword1"[:8]])
def test_a_weak_passphrase_is_refused(reader, passphrase):
    facts = {"shown_as": "Tara", "passphrase": passphrase, "again": passphrase}

    response = signed_in(reader).post(reverse("safety:new_key"), facts)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def database_text() -> str:
    """Every cell of every table."""
    rows = [str(row) for model in apps.get_models() for row in model.objects.all().values_list()]
    blobs = [
        bytes(cell).decode("latin-1")
        for model in apps.get_models()
        for row in model.objects.all().values_list()
        for cell in row
        if isinstance(cell, bytes | memoryview)
    ]
    return "\n".join(rows + blobs)


def test_no_word_of_a_report_or_answer_and_no_code_stays_readable_anywhere(reader, caplog):
    reporter = make_person("Rae Reporter")
    client, browser = signed_in(reporter), signed_in(reader)
    with caplog.at_level(logging.DEBUG):
        code = send(client)
        report = report_with_code(code)
        browser.post(reverse("safety:case", args=[report.pk]), {"passphrase": PASSPHRASE})
        browser.post(reverse("safety:reply", args=[report.pk]), {"text": f"answer {CANARY}"})
        client.post("/report/follow/", {"code": code, "more": f"more {CANARY}"})
    stored = database_text()
    cookies = str(client.cookies) + str(browser.cookies) + str(dict(client.session)) + str(dict(browser.session))

    for place in (stored, caplog.text, cookies):
        assert CANARY not in place
        assert code not in place
        assert PASSPHRASE not in place


def test_nothing_stored_links_a_report_to_who_sent_it(reader):
    reporter = make_person("Rae Reporter")
    browser = signed_in(reporter)
    before = set(database_text().splitlines())

    send(browser)

    new_lines = "\n".join(set(database_text().splitlines()) - before)
    assert new_lines
    assert reporter.public_id not in new_lines
    assert f"account:{reporter.pk}" not in new_lines
    assert browser.session.session_key not in new_lines


def test_the_script_asks_for_nothing_from_elsewhere():
    script = Path(settings.STATICFILES_DIRS[0], "js/leave.js").read_text()

    assert "location.replace" in script
    assert "http" not in script
