"""How letters reach a person, and when: the way they chose, not at night, together where they like that better."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from selectolax.lexbor import LexborHTMLParser

from letsconnect.ground import clock
from letsconnect.ground.audit import history_of
from letsconnect.ground.errors import Refused
from letsconnect.ground.models import OutgoingLetter
from letsconnect.ground.outbox.deliver import deliver_due
from letsconnect.ground.tasks import enqueue_due
from letsconnect.ground.working import work_off
from letsconnect.mailboxes.actions.letters import bind_letters, choose_ways, stop_letters
from letsconnect.mailboxes.actions.telegram import link_chat, make_telegram_link, read_telegram, unlink_telegram
from letsconnect.mailboxes.letters import KINDS, write_to, write_to_address
from letsconnect.mailboxes.models import Mailbox
from letsconnect.mailboxes.queries.mailboxes import letters_stopped, mailbox_of
from letsconnect.people.models import Consent, Person
from tests.cast import signed_in
from tests.figures import Figure
from tests.ground.strangers import TOKEN, Telegram, running

NIGHT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)  # 23:30 in Seoul, a Wednesday; 14:30 in Accra
MORNING = datetime(2026, 11, 26, 7, tzinfo=ZoneInfo("Asia/Seoul"))
State = OutgoingLetter.State


def news(person: Person, once: str, **facts: Any) -> OutgoingLetter | None:
    return write_to(person, "access/lifted", about="freshness", once=once, **facts)


def want(person: Person, **pace: str) -> None:
    choose_ways(person, channel="email", quiet_nights=True, pace=pace)


@pytest.fixture
def telegram(settings: Any) -> Iterator[Telegram]:
    stranger = Telegram()
    with running(stranger) as address:
        settings.TELEGRAM_ON, settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_URL = True, TOKEN, address
        settings.TELEGRAM_BOT_NAME = "ExampleBot"
        yield stranger


# --- nights ---------------------------------------------------------------------------------------------------
@pytest.mark.nights
@time_machine.travel(NIGHT, tick=False)
def test_at_night_a_letter_waits_for_the_readers_own_morning(korean_reader: Person, learner: Person) -> None:
    assert news(korean_reader, "1").due_at == MORNING
    assert news(learner, "1").due_at is None


@pytest.mark.nights
@time_machine.travel(NIGHT, tick=False)
def test_answers_codes_and_those_who_want_it_so_do_not_wait(korean_reader: Person) -> None:
    at_once = [
        write_to(korean_reader, "access/lifted", urgent=True),
        write_to(korean_reader, "access/code", secret=True, code="1", minutes=10),
        write_to_address(korean_reader.email, "ko", "access/code", secret=True, code="1", minutes=10),
    ]
    choose_ways(korean_reader, channel="email", quiet_nights=False, pace={})

    assert [letter.due_at for letter in (*at_once, news(korean_reader, "1"))] == [None] * 4


@pytest.mark.nights
@time_machine.travel(NIGHT, tick=False)
def test_without_a_known_zone_nobody_knows_when_it_is_night(korean_reader: Person) -> None:
    korean_reader.time_zone = ""

    assert news(korean_reader, "1").due_at is None


# --- together -------------------------------------------------------------------------------------------------
@time_machine.travel(NIGHT, tick=False)
def test_letters_that_can_wait_come_together_at_eight_in_the_readers_language(korean_reader: Person) -> None:
    want(korean_reader, freshness="day", connections="day")
    held = [news(korean_reader, str(number)) for number in range(3)]
    at_once = write_to(korean_reader, "access/lifted", about="connections", once="agreed")
    deliver_due("w")

    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        bind_letters(korean_reader, "freshness")
        deliver_due("w")

    assert {letter.due_at for letter in held} == {MORNING + timedelta(hours=1)}
    assert at_once.channel == "email"
    assert len(mail.outbox) == 2
    assert all(mail.outbox[1].body.count(letter.body) >= 1 for letter in held)
    assert mail.outbox[1].body.count("/letters/stop/") == 1
    assert mail.outbox[1].extra_headers["Content-Language"] == "ko"
    assert mail.outbox[1].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@time_machine.travel(NIGHT, tick=False)
def test_a_letter_alone_keeps_its_own_subject(korean_reader: Person) -> None:
    want(korean_reader, freshness="week")
    held = news(korean_reader, "1")

    with time_machine.travel(held.due_at, tick=False):
        bound = bind_letters(korean_reader, "freshness")

    assert (bound.subject, held.due_at.astimezone(ZoneInfo("Asia/Seoul")).weekday()) == (held.subject, 0)


@time_machine.travel(NIGHT, tick=False)
def test_two_timetables_and_a_clock_set_back_bind_each_letter_once(korean_reader: Person, figure: Figure) -> None:
    want(korean_reader, freshness="day", suggestions="day")
    for about in ("freshness", "suggestions"):
        for number in range(5):
            write_to(korean_reader, "access/lifted", about=about, once=f"{about}{number}")
    hours = (1, 1, 0.9, -2, 1, 1.2, 25, 24)
    for hour in hours:
        with time_machine.travel(MORNING + timedelta(hours=hour), tick=False):
            enqueue_due()
            enqueue_due()
            work_off()

    sent = [one.subject for one in mail.outbox]
    figure(f"Q8, digests: {len(hours)} turns by two timetables, clock set back twice, 10 letters in {len(sent)} of 2")
    assert len(sent) == 2
    assert OutgoingLetter.objects.filter(state=State.BOUND).count() == 10
    assert not OutgoingLetter.objects.filter(state=State.WAITING).exists()


@time_machine.travel(NIGHT, tick=False)
def test_stopping_a_kind_stops_also_what_waits(korean_reader: Person) -> None:
    want(korean_reader, freshness="day")
    news(korean_reader, "1")

    stop_letters(korean_reader, "freshness", how="page")

    assert not OutgoingLetter.objects.exists()


# --- ways -----------------------------------------------------------------------------------------------------
def start(stranger: Telegram, link: str, **facts: Any) -> None:
    stranger.says(f"/start {link.rpartition('=')[2]}", **facts)


def test_a_link_pressed_in_telegram_brings_letters_there(learner: Person, telegram: Telegram) -> None:
    start(telegram, make_telegram_link(learner))

    read_telegram()
    news(learner, "1")
    deliver_due("w", channel="telegram")

    assert [chat for chat, _text in telegram.sent] == ["77", "77"]
    assert [line.what for line in history_of(learner)][:2] == ["telegram.linked", "telegram.link_made"]
    assert telegram.updates == []


def test_a_link_works_once_and_for_half_an_hour(learner: Person, sharer: Person, telegram: Telegram) -> None:
    used, old = make_telegram_link(learner), make_telegram_link(sharer)
    code = used.rpartition("=")[2]

    assert link_chat("1", code)
    assert not link_chat("2", code)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        assert not link_chat("2", old.rpartition("=")[2])
    assert mailbox_of(learner).telegram_chat == "1"


def test_a_chat_serves_the_last_who_linked_it(learner: Person, sharer: Person, telegram: Telegram) -> None:
    for person in (learner, sharer):
        start(telegram, make_telegram_link(person))

    read_telegram()

    assert (mailbox_of(learner).channel, mailbox_of(learner).telegram_chat) == ("email", None)
    assert mailbox_of(sharer).telegram_chat == "77"


@pytest.mark.parametrize("way", ["/stop", "blocked", "page"])
def test_the_link_can_be_ended_from_either_side(way: str, learner: Person, telegram: Telegram) -> None:
    start(telegram, make_telegram_link(learner))
    read_telegram()

    match way:
        case "/stop":
            telegram.says("/stop")
        case "blocked":
            member = {"chat": {"id": 77}, "new_chat_member": {"status": "kicked"}}
            telegram.updates.append({"update_id": 500, "my_chat_member": member})
        case "page":
            unlink_telegram(learner)
    read_telegram()

    assert news(learner, "1").channel == "email"


def test_words_nobody_understands_get_a_hint_and_groups_get_nothing(telegram: Telegram) -> None:
    telegram.says("hello")
    telegram.says("/start wrong", chat=78)
    telegram.says("hello", chat=-5, kind="group")

    read_telegram()
    read_telegram()
    deliver_due("w", channel="telegram")

    assert [chat for chat, _text in telegram.sent] == ["77", "78"]


def test_a_talk_page_is_offered_only_to_who_proved_a_username(learner: Person, sharer: Person, settings: Any) -> None:
    settings.WIKI_ON = True
    Person.objects.filter(pk=sharer.pk).update(wiki_sub="42", email=None)
    sharer.refresh_from_db()

    choose_ways(sharer, channel="wiki", quiet_nights=True, pace={})
    with pytest.raises(Refused):
        choose_ways(learner, channel="wiki", quiet_nights=True, pace={})

    letter = news(sharer, "1")
    assert (letter.channel, letter.to, letter.fallback) == ("wiki", "Sami Sharer", "")


def test_a_channel_that_was_switched_off_is_not_taken(learner: Person, settings: Any) -> None:
    settings.TELEGRAM_ON = False
    Mailbox.objects.create(person=learner, channel="telegram", telegram_chat="77")

    assert news(learner, "1").channel == "email"


# --- the page -------------------------------------------------------------------------------------------------
CHOICES = {"channel": "email", "pace_suggestions": "now", "pace_freshness": "week"}


def test_the_page_keeps_what_is_chosen(learner: Person) -> None:
    browser = signed_in(learner)

    browser.post("/me/letters/", {**CHOICES, "letters": ["freshness", "connections"]})

    mailbox = mailbox_of(learner)
    assert (mailbox.channel, mailbox.quiet_nights, mailbox.pace) == ("email", False, {"freshness": "week"})
    assert news(learner, "1").channel == "held"
    assert write_to(learner, "access/lifted", about="reminders") is None


def test_the_page_asks_first_which_letters_then_how_often_then_by_which_way(learner: Person) -> None:
    page = LexborHTMLParser(signed_in(learner).get("/me/letters/").content.decode())

    names = [field.attributes["name"] for field in page.css("main form :is(input, select):not([type=hidden])")]
    assert list(dict.fromkeys(names)) == [
        "letters",
        "pace_freshness",
        "pace_suggestions",
        "channel",
        "quiet_nights",
    ]
    assert page.css_first("label[for=id_letters_1]").text() == "Suggestions of people and topics"
    assert not page.css("main form .optional")


def test_letters_are_stopped_and_allowed_with_the_same_press(learner: Person) -> None:
    browser, others = signed_in(learner), [kind for kind in KINDS if kind != "freshness"]
    browser.post("/me/letters/", {**CHOICES, "letters": others})
    stopped = letters_stopped(learner)
    for _press in range(2):
        browser.post("/me/letters/", {**CHOICES, "letters": [*others, "freshness"]})

    assert (stopped, letters_stopped(learner)) == ({"freshness"}, set())
    lines = Consent.objects.filter(subject=learner.public_id, what="letters:freshness")
    assert [line.choice for line in lines.order_by("id")] == ["no", "yes"]


def test_a_channel_that_is_not_open_is_refused_beside_the_field(learner: Person) -> None:
    answer = signed_in(learner).post("/me/letters/", {**CHOICES, "channel": "telegram"})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["channel"]


def test_the_page_links_telegram_and_shows_the_address_once(learner: Person, telegram: Telegram) -> None:
    browser = signed_in(learner)

    made = browser.post("/me/letters/telegram/", {"wish": "link"}).content.decode()

    assert "https://t.me/ExampleBot?start=" in made
    assert "start=" not in browser.get("/me/letters/").content.decode()


def test_the_page_shows_the_latest_letters_and_never_a_secret(learner: Person) -> None:
    write_to(learner, "access/suspended")
    write_to(learner, "access/code", secret=True, code="canary", minutes=10)

    page = signed_in(learner).get("/me/letters/").content.decode()

    assert "is suspended" in page
    assert "canary" not in page
