"""From the invitation to an agreed time, or to "not this time"."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from letsconnect.connections.actions.answering import accept, decline, propose_other_times
from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.actions.moving import move
from letsconnect.connections.actions.nudging import nudge
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.actions.settling import lapse
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.lapsing import at_half_time, lapsed
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.ground.models import OutgoingLetter
from letsconnect.inviting.actions.tables import Table, open_table, take_a_seat
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.cast import make_person
from tests.connections.conftest import letters_to

State, Ended = Connection.State, Connection.Ended
In = Callable[..., datetime]


def test_it_is_agreed_at_the_first_time_both_can_do(invitation: Connection, learner: Person, sharer: Person) -> None:
    first, second = invitation.times.all()

    accept(invitation, [first, second], by=sharer)
    agreed = accept(invitation, [second], by=learner)

    assert (agreed.state, agreed.starts_at) == (State.AGREED, second.starts_at)
    assert letters_to(learner) == ["invitation", "agreed"]
    assert letters_to(sharer) == ["invitation", "agreed"]


def test_an_answer_given_twice_is_one_answer(invitation: Connection, learner: Person) -> None:
    times = list(invitation.times.all())

    accept(invitation, times, by=learner)
    accept(invitation, times, by=learner)

    place = Place.objects.get(connection=invitation, person=learner)
    assert place.times.count() == 2


def test_an_answer_can_be_changed_until_a_time_is_agreed(invitation: Connection, learner: Person) -> None:
    accept(invitation, invitation.times.all(), by=learner)

    ended = decline(invitation, by=learner)

    assert (ended.state, ended.ended) == (State.ENDED, Ended.NOT_NOW)


def test_after_it_is_agreed_an_answer_comes_too_late(invitation: Connection, learner: Person, sharer: Person) -> None:
    accept(invitation, invitation.times.all(), by=sharer)
    accept(invitation, invitation.times.all(), by=learner)

    with pytest.raises(NotAllowed):
        decline(invitation, by=learner)


def test_a_stranger_cannot_answer(invitation: Connection, korean_reader: Person) -> None:
    with pytest.raises(NotAllowed):
        accept(invitation, invitation.times.all(), by=korean_reader)


def test_a_no_is_told_to_the_other_as_not_this_time_and_nothing_else(
    invitation: Connection, learner: Person, sharer: Person
) -> None:
    accept(invitation, invitation.times.all(), by=learner)

    decline(invitation, by=sharer)

    assert letters_to(learner) == ["invitation", "ended"]


def test_a_group_goes_ahead_with_those_who_said_yes(learner: Person, sharer: Person, topic: Topic, in_days: In) -> None:
    another = make_person("Ana Another")
    group = propose(Proposal(topic, sharer, (learner, another), (in_days(4), in_days(5)), month=clock.today()), by=None)
    accept(group, group.times.all(), by=sharer)
    decline(group, by=another)

    agreed = accept(group, group.times.all()[1:], by=learner)

    assert (agreed.state, agreed.starts_at) == (State.AGREED, in_days(5))
    assert letters_to(another) == ["invitation"]


def test_silence_lapses_and_gives_the_hours_back(invitation: Connection, learner: Person, sharer: Person) -> None:
    accept(invitation, invitation.times.all(), by=sharer)

    assert list(lapsed(clock.now())) == []
    with time_machine.travel(invitation.lapses_at + timedelta(seconds=1)):
        assert list(lapsed(clock.now())) == [invitation]
        ended = lapse(invitation)

    assert (ended.state, ended.ended) == (State.ENDED, Ended.NO_ANSWER)


def test_a_group_goes_ahead_at_the_lapse_without_those_who_are_silent(
    learner: Person, sharer: Person, topic: Topic, in_days: In
) -> None:
    silent = make_person("Sia Silent")
    group = propose(Proposal(topic, sharer, (learner, silent), (in_days(4),), month=clock.today()), by=None)
    accept(group, group.times.all(), by=sharer)
    accept(group, group.times.all(), by=learner)

    with time_machine.travel(group.lapses_at + timedelta(seconds=1)):
        agreed = lapse(group)

    assert agreed.state == State.AGREED
    assert Place.objects.get(connection=group, person=silent).answer == Place.Answer.NO


def test_it_lapses_after_seven_days_or_a_day_before_the_last_time(
    learner: Person, sharer: Person, topic: Topic, in_days: In
) -> None:
    soon = propose(Proposal(topic, sharer, (learner,), (in_days(3),), month=clock.today()), by=None)
    later = propose(Proposal(topic, sharer, (learner,), (in_days(20),), month=clock.today()), by=None)

    assert soon.lapses_at == in_days(3) - timedelta(hours=24)
    assert later.lapses_at == later.asked_at + timedelta(days=7)


def test_one_reminder_at_half_time_to_those_who_are_silent(
    invitation: Connection, learner: Person, sharer: Person
) -> None:
    accept(invitation, invitation.times.all(), by=sharer)
    half = invitation.asked_at + (invitation.lapses_at - invitation.asked_at) / 2

    with time_machine.travel(half - timedelta(minutes=1)):
        assert list(at_half_time(clock.now())) == []
    with time_machine.travel(half + timedelta(minutes=1)):
        assert list(at_half_time(clock.now())) == [invitation]
        nudge(invitation)
        nudge(invitation)
        assert list(at_half_time(clock.now())) == []

    assert letters_to(learner) == ["invitation", "reminder"]
    assert letters_to(sharer) == ["invitation"]


def test_other_times_are_put_to_the_others(
    invitation: Connection, learner: Person, sharer: Person, in_days: In
) -> None:
    propose_other_times(invitation, [in_days(8)], by=learner)

    agreed = accept(invitation, invitation.times.filter(starts_at=in_days(8)), by=sharer)

    assert (agreed.state, agreed.starts_at) == (State.AGREED, in_days(8))
    assert letters_to(sharer) == ["invitation", "other_times", "agreed"]


def test_a_time_tomorrow_is_too_soon_to_answer(invitation: Connection, learner: Person) -> None:
    with pytest.raises(Refused):
        propose_other_times(invitation, [clock.now() + timedelta(hours=20)], by=learner)

    assert invitation.times.count() == 2


def test_two_sessions_of_one_person_never_overlap(
    invitation: Connection, learner: Person, sharer: Person, topic: Topic, in_days: In
) -> None:
    other_learner = make_person("Oli Other")
    at = invitation.times.first().starts_at + timedelta(minutes=60)
    second = propose(Proposal(topic, sharer, (other_learner,), (at,), month=clock.today()), by=None)
    accept(invitation, invitation.times.all(), by=sharer)
    accept(invitation, invitation.times.all(), by=learner)

    accept(second, second.times.all(), by=sharer)
    still = accept(second, second.times.all(), by=other_learner)

    assert still.state == State.PROPOSED
    assert letters_to(other_learner)[-1] == "no_common_time"


def test_an_agreed_time_moves_and_keeps_its_page_and_entry(
    invitation: Connection, learner: Person, sharer: Person, in_days: In
) -> None:
    accept(invitation, invitation.times.all(), by=sharer)
    agreed = accept(invitation, invitation.times.all(), by=learner)

    moving = move(agreed, [in_days(9), in_days(10)], by=learner)
    assert (moving.state, moving.moving) == (State.PROPOSED, True)
    again = accept(moving, moving.times.filter(starts_at=in_days(10)), by=sharer)

    assert (again.public_id, again.state, again.starts_at) == (agreed.public_id, State.AGREED, in_days(10))
    assert again.sequence > moving.sequence > agreed.sequence


def test_calling_off_ends_a_pair_and_takes_the_entry_out_of_both_calendars(
    invitation: Connection, learner: Person, sharer: Person
) -> None:
    accept(invitation, invitation.times.all(), by=sharer)
    accept(invitation, invitation.times.all(), by=learner)

    ended = call_off(invitation, by=learner)
    call_off(invitation, by=learner)

    assert (ended.state, ended.ended) == (State.ENDED, Ended.CALLED_OFF)
    assert letters_to(sharer) == ["invitation", "agreed", "ended"]
    assert letters_to(learner) == ["invitation", "agreed", "left"]


NIGHT = datetime(2026, 5, 5, 23, tzinfo=UTC)  # 23:00 in Accra, 1:00 in Paris


@pytest.mark.nights
def test_at_night_a_letter_waits_unless_it_answers_what_one_has_just_done(learner: Person, sharer: Person) -> None:
    with time_machine.travel(NIGHT, tick=False):
        topic, times = Topic.objects.get(slug="fundraising"), (NIGHT + timedelta(days=4, hours=-6),)
        invitation = propose(Proposal(topic, sharer, (learner,), times, month=clock.today()), by=learner)
        waiting = OutgoingLetter.objects.get(person=sharer)

        accept(invitation, invitation.times.all(), by=sharer)

    assert (waiting.letter, waiting.due_at) == ("connections/invitation", datetime(2026, 5, 6, 5, tzinfo=UTC))
    told = OutgoingLetter.objects.get(person=sharer)  # answered on the page: the invitation need not come any more
    assert (told.letter, told.due_at) == ("connections/agreed", None)  # Paris sleeps, but he has just answered


@pytest.mark.nights
def test_at_night_a_letter_about_a_session_soon_does_not_wait(learner: Person, sharer: Person) -> None:
    with time_machine.travel(NIGHT, tick=False):
        table = open_table(Table(Topic.objects.get(slug="fundraising"), NIGHT + timedelta(hours=9)), by=sharer)
    with time_machine.travel(NIGHT + timedelta(hours=1), tick=False):
        take_a_seat(table, by=learner)

    assert OutgoingLetter.objects.get(person=sharer, letter="connections/seat_taken").due_at is None
