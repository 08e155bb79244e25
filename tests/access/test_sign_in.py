"""Coming in with a code by e-mail, through the real doors."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person, Session
from tests.cast import make_person, signed_in


def code_in_the_last_letter() -> str:
    return re.search(r"\d{6}", last_letter().body).group()


def last_letter() -> OutgoingLetter:
    return OutgoingLetter.objects.latest("pk")


def ask_for_code(client: Client, email: str, **more: str):
    return client.post("/sign-in/", {"email": email, **more})


def come_in(client: Client, email: str, **more: str):
    ask_for_code(client, email, **more)
    return client.post("/sign-in/code/", {"code": code_in_the_last_letter()})


def who_is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def wrong_code() -> str:
    return f"{(int(code_in_the_last_letter()) + 1) % 1_000_000:06}"


def test_a_new_address_becomes_a_person_once_the_code_is_right(client):
    ask_for_code(client, "New.Person@Example.org")

    assert not Person.objects.exists()
    answer = client.post("/sign-in/code/", {"code": code_in_the_last_letter()})

    person = Person.objects.get()
    assert (person.email, person.registered_at, answer.url) == ("new.person@example.org", None, "/register/")
    assert who_is_in(client) == str(person.pk)


def test_somebody_known_comes_in_as_themselves(client, learner):
    answer = come_in(client, learner.email)

    assert (who_is_in(client), answer.url) == (str(learner.pk), "/")


def test_an_imported_person_is_claimed_by_the_address_and_confirms_later(client):
    imported = make_person("Imported Ines", confirmed_at=None)

    answer = come_in(client, imported.email)

    imported.refresh_from_db()
    assert (answer.url, imported.confirmed_at) == ("/me/", None)
    assert imported.email_proven_at is not None


def test_known_and_unknown_addresses_get_the_same_page_letter_and_work(learner):
    answers = []
    for email in (learner.email, "nobody.knows@example.org"):
        browser = Client()
        with CaptureQueriesContext(
            connection,
        ) as work:
            asked = ask_for_code(browser, email)
        page = browser.get("/sign-in/code/").content.decode().replace(email, "…")
        page = re.sub(r'value="\w{64}"', "", page)
        letter = re.sub(r"\d{6}", "…", last_letter().subject + last_letter().body)
        answers.append((asked.status_code, asked.url, page, letter, len(work)))

    assert answers[0] == answers[1]


def test_asking_for_a_code_looks_at_no_profile(client, learner):
    with CaptureQueriesContext(connection) as work:
        ask_for_code(client, learner.email)

    assert [query["sql"] for query in work if "people_person" in query["sql"]] == []


def test_the_code_may_be_pasted_with_spaces_or_typed_in_arabic_digits(client, learner):
    ask_for_code(client, learner.email)
    code = code_in_the_last_letter()
    arabic = "".join(chr(0x0660 + int(digit)) for digit in code)

    client.post("/sign-in/code/", {"code": f" {arabic[:3]} - {arabic[3:]} "})

    assert who_is_in(client) == str(learner.pk)


def test_a_wrong_code_says_so_and_the_right_one_still_works(client, learner):
    ask_for_code(client, learner.email)

    answer = client.post("/sign-in/code/", {"code": wrong_code()})

    assert "That is not the code" in answer.content.decode()
    client.post("/sign-in/code/", {"code": code_in_the_last_letter()})
    assert who_is_in(client) == str(learner.pk)


def test_after_five_wrong_tries_the_right_code_is_dead(client, learner):
    ask_for_code(client, learner.email)
    for _try in range(5):
        client.post("/sign-in/code/", {"code": wrong_code()})

    answer = client.post("/sign-in/code/", {"code": code_in_the_last_letter()})

    assert "ask for a new one" in answer.content.decode()
    assert who_is_in(client) is None


def test_a_code_is_dead_after_fifteen_minutes(client, learner):
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as time:
        ask_for_code(client, learner.email)
        time.shift(15 * 60 + 1)

        client.post("/sign-in/code/", {"code": code_in_the_last_letter()})

        assert who_is_in(client) is None


def test_a_code_works_once_and_only_in_its_own_browser(client, learner):
    ask_for_code(client, learner.email)
    elsewhere = Client()
    ask_for_code(elsewhere, "another@example.org")

    elsewhere.post("/sign-in/code/", {"code": re.search(r"\d{6}", OutgoingLetter.objects.earliest("pk").body).group()})

    assert who_is_in(elsewhere) is None
    assert who_is_in(client) is None


def test_a_new_code_replaces_the_old_one(client, learner):
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as time:
        ask_for_code(client, learner.email)
        old = code_in_the_last_letter()
        time.shift(30)
        client.post("/sign-in/code/again/")

        client.post("/sign-in/code/", {"code": old})

        assert OutgoingLetter.objects.count() == 2
        assert who_is_in(client) is None or code_in_the_last_letter() == old


def test_a_double_press_sends_one_letter(client, learner):
    ask_for_code(client, learner.email)
    ask_for_code(client, learner.email)

    assert OutgoingLetter.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("/people/?share=budget", "/people/?share=budget"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
    ],
)
def test_onward_goes_to_our_own_pages_only(client, learner, asked, goes_to):
    client.get("/sign-in/", {"next": asked})

    assert come_in(client, learner.email).url == goes_to


def test_what_registering_put_in_the_session_survives_and_the_session_key_changes(client):
    session = client.session
    session["registration"] = {"share": "budget"}
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    come_in(client, "new@example.org")

    assert client.session["registration"] == {"share": "budget"}
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_session_knows_whose_it_is_and_keeps_no_code(client, learner):
    come_in(client, learner.email)

    assert Session.objects.get(session_key=client.session.session_key).person == learner
    assert "code" not in client.session


def test_signing_out_ends_the_session_on_the_server(learner):
    browser = signed_in(learner)
    key = browser.session.session_key

    browser.post("/sign-out/")

    assert not Session.objects.filter(session_key=key).exists()
    assert signed_in(learner).get("/sign-out/").status_code == 405


def test_a_suspended_person_may_still_look_at_themselves(client, learner):
    learner.suspended_at = clock.now()
    learner.save()

    come_in(client, learner.email)

    assert who_is_in(client) == str(learner.pk)


def test_a_closed_account_is_told_so_only_after_the_right_code(client, learner):
    learner.is_active = False
    learner.save()
    ask_for_code(client, learner.email)

    answer = client.post("/sign-in/code/", {"code": code_in_the_last_letter()}, follow=True)

    assert "This account was closed." in answer.content.decode()


def test_an_address_that_is_none_keeps_what_was_typed(client):
    answer = ask_for_code(client, "not an address")

    assert 'value="not an address"' in answer.content.decode()
    assert not OutgoingLetter.objects.exists()


def test_the_letter_and_the_page_speak_korean_to_a_korean_browser(client):
    answer = client.get("/sign-in/?uselang=ko")

    assert 'lang="ko"' in answer.content.decode()
