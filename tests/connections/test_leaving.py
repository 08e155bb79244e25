"""Somebody does not come any more: the others go on, and who is kept apart is reached on no way."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.actions.moving import move
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.actions.stopping import block, stop_all
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.meeting import where
from letsconnect.connections.rules import may_answer
from letsconnect.conversations.actions.keeping import write_note
from letsconnect.conversations.actions.preparing import choose_meeting
from letsconnect.conversations.models import Note
from letsconnect.conversations.rules import may_change_note
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.cast import make_person, signed_in

In = Callable[..., datetime]
State, Answer = Connection.State, Place.Answer


@pytest.fixture
def third() -> Person:
    return make_person("Theo Third")


@pytest.fixture
def of_three(learner: Person, sharer: Person, third: Person, topic: Topic, in_days: In) -> Connection:
    """Two learners and a sharer are invited; nobody has answered."""
    times = (in_days(5), in_days(6))
    return propose(Proposal(topic, sharer, (learner, third), times, month=clock.today(), language="en"), by=None)


def answer_of(person: Person, connection: Connection) -> str:
    return connection.places.get(person=person).answer


@pytest.mark.parametrize("how", ["suspended", "apart", "called off"])
def test_when_the_one_who_was_waited_for_leaves_it_goes_ahead_at_once(
    how: str, of_three: Connection, learner: Person, sharer: Person, third: Person, korean_reader: Person
) -> None:
    for person in (learner, sharer):
        accept(of_three, of_three.times.all(), by=person)

    if how == "suspended":
        stop_all(third)
    elif how == "apart":
        block(third, sharer, by=third)
    else:
        call_off(of_three, by=third)

    of_three.refresh_from_db()
    assert (of_three.state, of_three.starts_at) == (State.AGREED, min(time.starts_at for time in of_three.times.all()))


def test_who_keeps_somebody_apart_cannot_come_back_to_them_by_a_later_yes(
    of_three: Connection, learner: Person, third: Person
) -> None:
    block(third, learner, by=third)

    with pytest.raises(NotAllowed):
        accept(of_three, of_three.times.all(), by=third)

    assert answer_of(third, of_three) == Answer.NO


def test_who_said_no_and_is_kept_apart_later_cannot_come_back_either_and_reads_nothing_of_it(
    of_three: Connection, learner: Person, third: Person
) -> None:
    decline(of_three, by=learner)
    before = signed_in(learner).get(f"/connections/{of_three.public_id}/").content.decode()

    block(third, learner, by=third)

    page = signed_in(learner).get(f"/connections/{of_three.public_id}/").content.decode()
    assert "It does not take place" in before
    assert "It does not take place" in page
    assert not may_answer(learner, of_three)


def test_keeping_somebody_apart_who_does_not_come_anyway_leaves_ones_own_place(
    of_three: Connection, learner: Person, third: Person
) -> None:
    decline(of_three, by=learner)

    block(third, learner, by=third)

    assert answer_of(third, of_three) == Answer.NONE


def test_on_the_page_of_a_past_conversation_nothing_new_is_written_between_people_kept_apart(
    met: Connection, learner: Person, sharer: Person
) -> None:
    note = write_note(met, "Here are my sheets.", by=sharer)
    page = f"/connections/{met.public_id}/"

    block(learner, sharer, by=learner)

    client = signed_in(sharer)
    assert not may_change_note(sharer, note)
    assert client.post(f"{page}notes/", {"text": "Hello again"}).status_code == 403
    assert client.post(f"{page}notes/{note.pk}/", {"text": "Hello again"}).status_code == 403
    assert client.post(f"{page}links/", {"url": "https://example.org/", "title": "Hello"}).status_code == 403
    assert list(Note.objects.values_list("text", flat=True)) == ["Here are my sheets."]
    assert "Here are my sheets." in signed_in(learner).get(page).content.decode()
    assert client.post(f"{page}notes/{note.pk}/", {"take_back": "1"}).status_code == 302


NIGHT = datetime(2026, 5, 5, 23, tzinfo=UTC)  # 1:00 in Paris


@pytest.mark.nights
def test_a_letter_that_waits_for_the_morning_does_not_come_once_they_are_kept_apart(
    learner: Person, sharer: Person, topic: Topic
) -> None:
    with time_machine.travel(NIGHT, tick=False):
        times = (NIGHT + timedelta(days=4, hours=-6),)
        propose(Proposal(topic, sharer, (learner,), times, month=clock.today(), words="Hello you"), by=learner)
        waiting = OutgoingLetter.objects.filter(person=sharer).count()

        block(sharer, learner, by=sharer)

    assert (waiting, OutgoingLetter.objects.filter(person=sharer).count()) == (1, 0)


def test_saying_no_to_a_moved_time_takes_ones_number_along(
    of_three: Connection, learner: Person, sharer: Person, third: Person, in_days: In
) -> None:
    for person in (learner, sharer, third):
        accept(of_three, of_three.times.all(), by=person)
    choose_meeting(of_three, Connection.Meeting.PHONE, "+233 555 0100", by=third)
    move(of_three, [in_days(9)], by=sharer)

    decline(of_three, by=third)

    of_three.refresh_from_db()
    assert "0100" not in where(of_three).words
    assert of_three.meeting == Connection.Meeting.ROOM
