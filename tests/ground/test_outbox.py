"""Letters wait in the outbox first; each is told once, in the reader's language, and can be stopped."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.ground.outbox import deliver
from letsconnect.ground.outbox.actions import Draft, one_line, post, try_again
from letsconnect.ground.outbox.deliver import claim, deliver_due, is_final, pause_after, release
from letsconnect.mailboxes.letters import write_to, write_to_address
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Consent, Person

State = OutgoingLetter.State
SENT, WAITING, FAILED = State.SENT, State.WAITING, State.FAILED


TEXT = """{% load i18n %}{% get_current_language as now %}Hello {{ who }}

[{{ now }}] <{{ who }}> at {{ at|time:'H:i' }}
"""


@pytest.fixture(autouse=True)
def _texts(tmp_path: Path, settings: object) -> None:
    """Two texts of the tests' own: the product's texts are free to change."""
    folder = tmp_path / "tests" / "letters"
    folder.mkdir(parents=True)
    (folder / "hello.txt").write_text(TEXT)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]


def draft(**facts: object) -> Draft:
    plain = {"letter": "tests/hello", "to": "a@example.org", "language": "en", "subject": "Hello", "body": "Text"}
    return Draft(**{**plain, **facts})


def test_a_letter_leaves_only_when_the_deed_is_committed(learner: Person) -> None:
    with transaction.atomic():
        write_to(learner, "tests/hello", who="Ada")
        transaction.set_rollback(True)

    deliver_due("w")

    assert mail.outbox == []


def test_a_letter_speaks_the_readers_language_and_tells_their_time(korean_reader: Person) -> None:
    at = clock.now().replace(hour=3, minute=5)

    write_to(korean_reader, "tests/hello", who="Ada & <Bo>", at=at)
    deliver_due("w")

    [letter] = mail.outbox
    assert letter.subject == "Hello Ada & <Bo>"
    assert letter.body.startswith("[ko] <Ada & <Bo>> at 12:05")
    assert letter.extra_headers["Content-Language"] == "ko"


def test_without_a_chosen_language_the_readers_best_one_is_used(sharer: Person) -> None:
    letter = write_to(sharer, "tests/hello", who="Ada")

    assert letter.language == "fr"
    assert translation.get_language() == "en"


def test_the_same_fact_is_told_once(learner: Person) -> None:
    for _call in range(3):
        write_to(learner, "tests/hello", who="Ada", once="agreed:7:1")
    write_to(learner, "tests/hello", who="Ada", once="agreed:7:2")

    assert OutgoingLetter.objects.count() == 2


def test_letters_without_a_named_fact_are_all_sent(learner: Person) -> None:
    write_to(learner, "tests/hello", who="Ada")
    write_to(learner, "tests/hello", who="Ada")

    assert deliver_due("w") == 2


def test_who_has_no_address_gets_no_letter(learner: Person) -> None:
    learner.email = None

    assert write_to(learner, "tests/hello") is None


def test_an_address_without_a_person_gets_a_letter_too() -> None:
    write_to_address("new@example.org", "pt-BR", "tests/hello", who="Ada")
    deliver_due("w")

    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert mail.outbox[0].extra_headers["Content-Language"] == "pt"


@given(st.text(max_size=80))
def test_no_text_can_add_a_header(words: str) -> None:
    line = one_line(words)

    letter = EmailMessage()
    letter["Subject"] = line

    assert len(line.splitlines()) <= 1


def test_a_name_with_line_breaks_stays_in_the_subject(learner: Person) -> None:
    write_to(learner, "tests/hello", who="Ada\r\nBcc: spy@example.org")
    deliver_due("w")

    assert mail.outbox[0].subject == "Hello Ada"
    assert mail.outbox[0].recipients() == [learner.email]
    assert "Bcc" not in mail.outbox[0].message()


def test_a_secret_is_erased_once_it_has_left() -> None:
    letter = post(draft(body="code 123", secret=True))

    deliver_due("w")

    letter.refresh_from_db()
    assert (letter.state, letter.subject, letter.body) == (SENT, "", "")
    assert mail.outbox[0].body == "code 123"


def test_a_letter_for_later_waits() -> None:
    letter = post(draft(due_at=clock.now() + timedelta(hours=1)))

    assert deliver_due("w") == 0
    with time_machine.travel(letter.due_at, tick=False):
        assert deliver_due("w") == 1


def test_only_one_of_two_workers_takes_a_letter() -> None:
    letter = post(draft())

    assert claim(letter.pk, "first") is not None
    assert claim(letter.pk, "second") is None


def test_what_a_dead_worker_held_is_sent_with_the_same_message_id() -> None:
    letter = post(draft())
    claim(letter.pk, "dead")

    release({"dead"})
    deliver_due("alive")

    assert mail.outbox[0].extra_headers["Message-ID"] == letter.message_id


def test_a_letter_taken_over_is_not_marked_by_the_slow_worker() -> None:
    letter = post(draft())
    slow = claim(letter.pk, "slow")
    release({"slow"})
    claim(letter.pk, "quick")

    deliver.write_down(slow, {"state": SENT})

    letter.refresh_from_db()
    assert (letter.state, letter.held_by) == (State.SENDING, "quick")


@pytest.mark.parametrize(
    ("error", "final"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such person")}), True),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), False),
        (smtplib.SMTPDataError(554, b"spam"), True),
        (smtplib.SMTPDataError(451, b"later"), False),
        (smtplib.SMTPSenderRefused(550, b"not you", "us"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (TimeoutError(), False),
        (UnicodeError("address"), True),
    ],
)
def test_only_what_can_never_succeed_is_given_up(error: Exception, final: bool) -> None:
    assert is_final(error) is final


def test_pauses_grow_to_an_hour() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, 12)]

    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert max(pauses) == timedelta(hours=1)


def test_a_letter_given_up_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = post(draft())
    with monkeypatch.context() as patch:
        patch.setattr(deliver.PostOffice, "send", lambda *_: (_ for _ in ()).throw(smtplib.SMTPDataError(554, b"no")))
        deliver_due("w")
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == (FAILED, "554 no")

    try_again(letter)

    assert deliver_due("w") == 1


def test_erasing_a_person_erases_the_letters_to_them_and_to_their_bare_address(learner: Person, sharer: Person) -> None:
    write_to(learner, "tests/hello")
    write_to(sharer, "tests/hello")
    post(draft(to=str(learner.email).upper()))

    erase(learner, by=learner)

    assert [letter.person_id for letter in OutgoingLetter.objects.all()] == [sharer.pk]


# --- stopping letters -----------------------------------------------------------------------------------------
def stop_address(letter: OutgoingLetter) -> str:
    return letter.headers["List-Unsubscribe"].strip("<>").split("://", 1)[1].partition("/")[2]


def test_letters_nobody_asked_for_carry_the_one_click_headers(learner: Person) -> None:
    news = write_to(learner, "tests/hello", about="freshness")
    answer = write_to(learner, "tests/hello")

    assert news.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/{stop_address(news)}" in news.body
    assert answer.headers == {}


def test_looking_at_the_link_stops_nothing_and_one_post_without_a_cookie_does(learner: Person) -> None:
    address = "/" + stop_address(write_to(learner, "tests/hello", about="freshness"))
    mail_program = Client(enforce_csrf_checks=True)

    looked = mail_program.get(address)
    assert looked.status_code == 200
    assert write_to(learner, "tests/hello", about="freshness") is not None

    pressed = mail_program.post(address, {"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    assert write_to(learner, "tests/hello", about="freshness") is None
    assert write_to(learner, "tests/hello", about="reminders") is not None
    assert Consent.objects.filter(subject=learner.public_id, what="letters:freshness", choice="no").count() == 1


def test_letters_can_be_allowed_again_from_the_same_page(learner: Person) -> None:
    address = "/" + stop_address(write_to(learner, "tests/hello", about="freshness"))
    browser = Client(enforce_csrf_checks=True)
    browser.post(address)

    browser.post(address, {"again": "1"})

    assert write_to(learner, "tests/hello", about="freshness") is not None


def test_a_forged_link_leads_nowhere(client: Client) -> None:
    assert client.post("/letters/stop/WyJhIiwibmV3cyJd:forged:sign/").status_code == 404
