"""One calendar entry for life: same UID, a sequence that only rises, taken back exactly from those who had it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.actions.moving import move
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.actions.settling import lapse
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.connections.queries.entries import entries_of
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.inviting.actions.tables import Table, open_table, take_a_seat
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.cast import make_person, signed_in

In = Callable[..., datetime]


def told(person: Person) -> list[tuple[str, str, int]]:
    """What the person's calendar was asked, letter by letter: method, status, sequence."""
    return [(method, str(event["status"]), int(event["sequence"])) for method, event in events(person)]


def events(person: Person) -> list[tuple[str, dict]]:
    rows = OutgoingLetter.objects.filter(person=person).order_by("pk")
    parts = [(method, text) for row in rows for method, text in row.calendars]
    return [(method, event) for method, text in parts for event in Calendar.from_ical(text).walk("VEVENT")]


@pytest.fixture
def agreed(invitation: Connection, learner: Person, sharer: Person) -> Connection:
    accept(invitation, invitation.times.all(), by=sharer)
    return accept(invitation, invitation.times.all(), by=learner)


def methods(person: Person) -> list[str]:
    return [f"{method} {status}" for method, status, _sequence in told(person)]


def in_order(person: Person) -> bool:
    """One UID for life, each change with a higher sequence, nobody in it but the person."""
    found = [event for _method, event in events(person)]
    sequences = [int(event["sequence"]) for event in found]
    attendees = {str(event["attendee"]).lower() for event in found}
    return (
        len({str(event["uid"]) for event in found}) == 1
        and sequences == sorted(set(sequences))
        and attendees == {f"mailto:{person.email}".lower()}
    )


def test_an_agreed_time_comes_with_an_entry(agreed: Connection, learner: Person, sharer: Person) -> None:
    assert methods(learner) == methods(sharer) == ["REQUEST CONFIRMED"]
    assert in_order(learner)
    assert in_order(sharer)
    _method, event = events(learner)[0]
    assert event["dtstart"].dt == agreed.starts_at
    assert "Sami" not in str(event["summary"])
    assert str(agreed.topic) not in str(event["summary"])
    assert sharer.email not in event.to_ical().decode()


def test_an_entry_moves_and_is_kept(agreed: Connection, learner: Person, sharer: Person, in_days: In) -> None:
    moving = move(agreed, [in_days(9)], by=learner)
    accept(moving, moving.times.all(), by=sharer)

    for person in (learner, sharer):
        assert methods(person) == ["REQUEST CONFIRMED", "REQUEST TENTATIVE", "REQUEST CONFIRMED"]
        assert in_order(person)
        assert events(person)[-1][1]["dtstart"].dt == in_days(9)


def test_calling_off_takes_it_out_of_both_calendars(agreed: Connection, learner: Person, sharer: Person) -> None:
    call_off(agreed, by=learner)

    for person in (learner, sharer):
        assert methods(person) == ["REQUEST CONFIRMED", "CANCEL CANCELLED"]
        assert in_order(person)
        assert entries_of(person) == []


def test_who_never_had_an_entry_gets_none_taken_back(invitation: Connection, learner: Person, sharer: Person) -> None:
    decline(invitation, by=sharer)

    assert methods(learner) == methods(sharer) == []


def test_saying_no_to_a_moved_time_takes_it_out(
    agreed: Connection, learner: Person, sharer: Person, in_days: In
) -> None:
    moving = move(agreed, [in_days(9)], by=learner)

    decline(moving, by=sharer)

    for person in (learner, sharer):
        assert methods(person)[-1] == "CANCEL CANCELLED"
        assert in_order(person)


def test_silence_to_a_moved_time_takes_it_out_of_the_silent_one_s_only(
    learner: Person, sharer: Person, topic: Topic, in_days: In
) -> None:
    silent = make_person("Sia Silent")
    group = propose(Proposal(topic, sharer, (learner, silent), (in_days(4),), month=clock.today()), by=None)
    for person in (sharer, learner, silent):
        accept(group, group.times.all(), by=person)
    moving = move(group, [in_days(9)], by=learner)
    accept(moving, moving.times.all(), by=sharer)

    with time_machine.travel(Connection.objects.get().lapses_at + timedelta(seconds=1)):
        lapse(group)

    assert methods(silent)[-1] == "CANCEL CANCELLED"
    assert methods(learner)[-1] == methods(sharer)[-1] == "REQUEST CONFIRMED"
    assert all(in_order(person) for person in (silent, learner, sharer))


def test_who_leaves_a_group_leaves_with_their_entry(learner: Person, sharer: Person, topic: Topic, in_days: In) -> None:
    another = make_person("Ana Another")
    group = propose(Proposal(topic, sharer, (learner, another), (in_days(4),), month=clock.today()), by=None)
    for person in (sharer, learner, another):
        accept(group, group.times.all(), by=person)

    call_off(group, by=another)

    assert methods(another) == ["REQUEST CONFIRMED", "CANCEL CANCELLED"]
    assert methods(learner) == ["REQUEST CONFIRMED"]
    assert in_order(another)


def test_a_block_reads_like_any_other_cancelling(agreed: Connection, learner: Person, sharer: Person) -> None:
    block(learner, sharer, by=learner)

    assert methods(sharer) == ["REQUEST CONFIRMED", "CANCEL CANCELLED"]
    assert in_order(sharer)


def test_a_table_s_entry_follows_its_seats(learner: Person, sharer: Person, topic: Topic, in_days: In) -> None:
    table = open_table(Table(topic, in_days(5)), by=sharer)
    assert [entry.status for entry in entries_of(sharer)] == ["TENTATIVE"]

    take_a_seat(table, by=learner)
    call_off(table, by=learner)
    take_a_seat(table, by=learner)

    assert methods(sharer) == ["REQUEST CONFIRMED", "REQUEST TENTATIVE", "REQUEST CONFIRMED"]
    assert methods(learner) == ["REQUEST CONFIRMED", "CANCEL CANCELLED", "REQUEST CONFIRMED"]
    assert in_order(sharer)
    assert in_order(learner)


def test_the_entry_can_be_fetched_as_a_file_by_those_in_it(
    agreed: Connection, learner: Person, korean_reader: Person
) -> None:
    address = f"/connections/{agreed.public_id}/calendar.ics"

    answer = signed_in(learner).get(address)

    assert answer["Content-Type"].startswith("text/calendar")
    assert Calendar.from_ical(answer.content).walk("VEVENT")[0]["uid"] == events(learner)[0][1]["uid"]
    assert signed_in(korean_reader).get(address).status_code == 404
