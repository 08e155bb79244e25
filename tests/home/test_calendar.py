"""My calendar has a secret address: it works signed out, and stops at once when it is ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from letsconnect.access.actions.suspending import lift, suspend
from letsconnect.ground import clock
from letsconnect.ground.audit import history_of
from letsconnect.ground.calendars import CANCELLED, Entry
from letsconnect.home.queries import calendars
from letsconnect.mailboxes.actions.calendars import end_feed, make_feed, renew_feed
from letsconnect.mailboxes.models import CalendarFeed
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Person
from tests.cast import signed_in


def entry(name: str, days: float) -> Entry:
    at = clock.now() + timedelta(days=days)
    return Entry(f"{name}@example.org", 0, at, at + timedelta(hours=1), name, stamp=at)


@pytest.fixture(autouse=True)
def _meetings(monkeypatch: pytest.MonkeyPatch, learner: Person) -> None:
    """A room in which the learner meets others."""
    meetings = [entry("next week", 7), entry("long ago", -70), entry("last month", -30), entry("a canary", 3)]
    meetings[3] = replace(meetings[3], status=CANCELLED)

    def entries_of(person: Person) -> list[Entry]:
        return meetings if person == learner else [entry(person.name, 1)]

    monkeypatch.setattr(calendars, "ROOMS", (entries_of,))


def address_of(person: Person) -> str:
    return f"/calendar/{make_feed(person).word}.ics"


def test_the_address_shows_the_future_and_the_last_two_months_signed_out(learner: Person, client: Client) -> None:
    answer = client.get(address_of(learner))

    titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert titles == ["last month", "next week"]
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")


def test_a_program_that_has_the_newest_gets_nothing_new(learner: Person, client: Client) -> None:
    first = client.get(address_of(learner))

    again = client.get(address_of(learner), headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_a_new_address_ends_the_old_one_at_once(learner: Person, client: Client) -> None:
    old = address_of(learner)

    new = f"/calendar/{renew_feed(learner).word}.ics"

    assert [client.get(address).status_code for address in (old, new)] == [404, 200]
    assert [line.what for line in history_of(learner)] == [
        "calendar.address_made",
        "calendar.address_ended",
        "calendar.address_made",
    ]


def test_making_and_ending_are_safe_to_repeat(learner: Person, client: Client) -> None:
    address = address_of(learner)
    make_feed(learner)
    for _press in range(2):
        end_feed(learner, by=learner)

    assert client.get(address).status_code == 404
    assert CalendarFeed.objects.filter(person=learner).count() == 1


def test_an_address_nobody_made_is_not_found_even_with_a_key_that_exists(learner: Person, client: Client) -> None:
    key = make_feed(learner).key

    answers = [client.get(f"/calendar/{word}.ics").status_code for word in (key, f"{key}.forged", "x", "é")]

    assert answers == [404] * 4


def test_suspension_ends_the_address_for_good(learner: Person, staff: Person, client: Client) -> None:
    address = address_of(learner)

    suspend(learner, by=staff)
    lift(learner, by=staff)

    assert client.get(address).status_code == 404


def test_erasure_ends_the_address(learner: Person, client: Client) -> None:
    address = address_of(learner)

    erase(learner, by=learner)

    assert client.get(address).status_code == 404


def test_one_address_is_asked_for_sixty_times_in_ten_minutes(learner: Person, sharer: Person, client: Client) -> None:
    address, other = address_of(learner), address_of(sharer)
    with time_machine.travel(clock.now(), tick=False):
        answers = [client.get(address).status_code for _fetch in range(61)]
        elsewhere = client.get(other).status_code

    assert (answers[:60], answers[60], elsewhere) == ([200] * 60, 429, 200)


def test_the_page_makes_the_address_shows_it_and_ends_it(learner: Person) -> None:
    browser = signed_in(learner)
    assert ".ics" not in browser.get("/me/calendar/").content.decode()

    made = browser.post("/me/calendar/address/", {"wish": "make"}, follow=True).content.decode()
    ended = browser.post("/me/calendar/address/", {"wish": "end"}, follow=True).content.decode()

    [feed] = CalendarFeed.objects.all()
    assert f"/calendar/{feed.word}.ics" in made
    assert "next week" in made
    assert feed.word not in ended
