"""Who may be invited, how often, and by whom."""

from collections.abc import Callable
from datetime import datetime

import pytest

from letsconnect.access.actions.suspending import suspend
from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.cast import make_person
from tests.connections.conftest import letters_to

State, Ended = Connection.State, Connection.Ended
In = Callable[..., datetime]


@pytest.fixture
def ask(sharer: Person, topic: Topic, in_days: In) -> Callable[..., Connection]:
    """`ask(learner)`: this learner invites the sharer."""

    def asked(by: Person, once: str = "") -> Connection:
        return propose(Proposal(topic, sharer, (by,), (in_days(5),), month=clock.today(), once=once), by=by)

    return asked


def test_whoever_invites_has_said_yes_already(ask: Callable[..., Connection], learner: Person, sharer: Person) -> None:
    invitation = ask(learner)

    agreed = accept(invitation, invitation.times.all(), by=sharer)

    assert agreed.state == State.AGREED
    assert letters_to(learner) == ["agreed"]


def test_the_same_intent_makes_one_invitation(ask: Callable[..., Connection], learner: Person) -> None:
    assert ask(learner, once="abc") == ask(learner, once="abc")

    assert Connection.objects.count() == 1


def test_a_sharer_is_protected_by_their_own_number(
    ask: Callable[..., Connection], learner: Person, sharer: Person
) -> None:
    sharer.share_limit = 1
    sharer.save()
    first = ask(learner)

    with pytest.raises(Refused):
        ask(make_person("Ana Another"))
    decline(first, by=sharer)

    assert ask(make_person("Ben Another")).state == State.PROPOSED


def test_a_learners_own_number_binds_too(ask: Callable[..., Connection], learner: Person, sharer: Person) -> None:
    learner.learn_limit = 0
    learner.save()

    with pytest.raises(Refused):
        ask(learner)

    assert Connection.objects.count() == 0


def test_nobody_invites_in_the_name_of_others(learner: Person, sharer: Person, topic: Topic, in_days: In) -> None:
    outsider = make_person("Una Outsider")

    with pytest.raises(NotAllowed):
        propose(Proposal(topic, sharer, (learner,), (in_days(5),), month=clock.today()), by=outsider)


def test_people_kept_apart_cannot_invite_each_other(
    ask: Callable[..., Connection], learner: Person, sharer: Person
) -> None:
    block(sharer, learner, by=sharer)

    with pytest.raises(Refused):
        ask(learner)


def test_a_block_stops_a_meeting_to_come_in_neutral_words(
    ask: Callable[..., Connection], learner: Person, sharer: Person
) -> None:
    invitation = ask(learner)
    accept(invitation, invitation.times.all(), by=sharer)

    block(sharer, learner, by=sharer)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.get_ended_display()) == (State.ENDED, str(Ended.CALLED_OFF.label))
    assert letters_to(learner) == ["agreed", "ended"]


def test_somebody_suspended_or_gone_is_out_of_everything_to_come(
    ask: Callable[..., Connection], learner: Person, sharer: Person, staff: Person
) -> None:
    other = make_person("Ana Another")
    sharer.share_limit = 2
    sharer.save()
    first, second = ask(learner), ask(other)

    suspend(learner, by=staff)
    erase(other, by=other)

    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.ended, second.ended} == {Ended.STOPPED}
    assert letters_to(sharer) == ["invitation", "invitation", "ended", "ended"]
