"""A round is sent: each connection becomes one invitation, or is left out with its reason."""

from datetime import timedelta

import pytest

from letsconnect.connections.actions.answering import decline
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.times import Week, suits
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.ground.working import work_off
from letsconnect.people.actions.blocking import keep_apart
from letsconnect.people.actions.leaving import erase
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.rounds.actions.following import look_for_next_best
from letsconnect.rounds.actions.opening import close_round
from letsconnect.rounds.actions.sending import send, send_one
from letsconnect.rounds.matchmaking.replaying import replay_of
from letsconnect.rounds.models import Round, RoundConnection
from letsconnect.rounds.queries.rounds import next_best_waiting
from letsconnect.rounds.tasks import follow_up, have_sent
from letsconnect.skills.models import Offer, Topic, Wish
from letsconnect.skills.models.offer import Willing
from tests.connections.conftest import letters_to
from tests.rounds.conftest import EVENINGS

State, Skipped = RoundConnection.State, RoundConnection.Skipped


def send_now(round_: Round, by, numbers=None) -> list[RoundConnection]:
    send(round_, numbers, by=by)
    for row in round_.connections.filter(state=State.SENDING):
        send_one(row)
    return list(round_.connections.all())


def test_a_sent_round_invites_both_with_concrete_times_in_their_hours(make_pair, planned, liaison):
    sharer, learner = make_pair()
    round_ = planned()

    [row] = send_now(round_, liaison)

    times = [time.starts_at for time in row.connection.times.all()]
    weeks = [Week(EVENINGS, person.time_zone) for person in (sharer, learner)]
    assert (row.state, row.connection.origin, row.connection.month) == (State.SENT, "round", round_.month)
    assert 2 <= len(times) <= 3
    assert all(suits(weeks, at) for at in times)
    assert letters_to(sharer) == letters_to(learner) == ["invitation"]


def test_sending_twice_or_by_two_at_once_invites_once(make_pair, planned, liaison, staff):
    make_pair(), make_pair()
    round_ = planned()

    have_sent(round_, None, by=liaison)
    have_sent(round_, None, by=staff)
    work_off()
    for row in round_.connections.all():
        send_one(row)

    assert Connection.objects.count() == 2
    assert set(round_.connections.values_list("state", flat=True)) == {State.SENT}


def test_only_the_ticked_ones_are_sent(make_pair, planned, liaison):
    make_pair(), make_pair()
    round_ = planned()

    send_now(round_, liaison, [2])

    assert dict(round_.connections.values_list("number", "state")) == {1: State.PROPOSED, 2: State.SENT}


@pytest.mark.parametrize("why", Skipped)
def test_who_cannot_come_any_more_is_left_out_with_the_reason(why, make_pair, planned, liaison, administrator):
    sharer, learner = make_pair()
    make_pair(Topic.objects.get(slug="governance"))
    round_ = planned()
    row = round_.connections.get(facts__sharer=sharer.public_id)
    if why == Skipped.PAUSED:
        learner.paused_until = round_.month + timedelta(days=300)
        learner.save()
    elif why == Skipped.APART:
        keep_apart(learner, sharer, by=learner)
    elif why == Skipped.GONE:
        erase(learner, by=administrator)
    elif why == Skipped.FULL:
        learner.learn_limit = 0
        learner.save()
    elif why == Skipped.CHANGED:
        Offer.objects.filter(person=sharer).delete()
    else:
        learner.hours = bytes(42)
        learner.save()

    send_now(round_, liaison)

    row.refresh_from_db()
    assert (row.state, row.skipped) == (State.SKIPPED, why)
    assert Connection.objects.count() == 1
    assert letters_to(sharer) == []


@pytest.mark.parametrize("what", ["not one to one", "not wanted", "not spoken", "not told", "hours not told"])
def test_what_somebody_took_back_after_the_plan_is_not_used(what, make_pair, planned, liaison):
    sharer, learner = make_pair()
    round_ = planned()
    if what == "not one to one":
        Offer.objects.update(one_to_one=Willing.NO)
    elif what == "not wanted":
        Wish.objects.all().delete()
    elif what == "not spoken":
        SpokenLanguage.objects.filter(person=learner).update(code="ko")
    elif what == "not told":
        Person.objects.filter(pk=learner.pk).update(wishes_audience=Audience.ME)
    else:
        Person.objects.filter(pk=sharer.pk).update(hours_audience=Audience.ME)

    [row] = send_now(round_, liaison)

    assert (row.state, row.skipped) == (State.SKIPPED, Skipped.CHANGED)
    assert letters_to(sharer) == letters_to(learner) == []


def test_a_topic_merged_into_another_is_sent_as_that_one(make_pair, planned, liaison, staff, topic):
    make_pair()
    round_ = planned()
    other = Topic.objects.get(slug="governance")
    Offer.objects.update(topic=other), Wish.objects.update(topic=other)
    Topic.objects.filter(pk=topic.pk).update(merged_into=other)

    [row] = send_now(round_, liaison)

    assert (row.state, row.connection.topic) == (State.SENT, other)


def test_what_is_marked_and_has_not_left_when_the_round_closes_stays_unsent(make_pair, planned, liaison):
    make_pair()
    round_ = planned()
    send(round_, None, by=liaison)

    close_round(round_, by=liaison)
    [row] = round_.connections.all()
    send_one(row)

    row.refresh_from_db()
    assert (row.state, Connection.objects.count()) == (State.PROPOSED, 0)


def test_a_member_sends_nothing(make_pair, planned, learner):
    make_pair()
    round_ = planned()

    with pytest.raises(NotAllowed):
        send(round_, None, by=learner)

    assert not round_.connections.filter(state=State.SENDING).exists()


def waiting_for_another(make_pair, topic):
    """A pair, and a second sharer with whom the learner would do as well."""
    sharer, learner = make_pair()
    second, other = make_pair()
    Offer.objects.filter(person=second).update(level=4)
    other.delete()
    return sharer, learner, second


def test_when_the_sharer_says_not_this_time_the_next_best_is_proposed_to_the_team(make_pair, planned, liaison, topic):
    _sharer, learner, _second = waiting_for_another(make_pair, topic)
    round_ = planned()
    [row] = send_now(round_, liaison)
    first = row.connection.places.get(part=Place.Part.SHARER).person

    decline(row.connection, by=first)
    look_for_next_best(round_, by=liaison)
    look_for_next_best(round_, by=liaison)

    [new] = round_.connections.filter(next_best=True)
    assert list(next_best_waiting()) == [new]
    assert (new.state, learner.public_id in new.people, first.public_id in new.people) == (State.PROPOSED, True, False)
    assert replay_of(Round.objects.get(pk=round_.pk)).differing == ()


def test_the_next_best_is_sent_by_itself_where_the_team_said_so(make_pair, planned, liaison, topic):
    _sharer, learner, _second = waiting_for_another(make_pair, topic)
    round_ = planned(resend_by_itself=True)
    [row] = send_now(round_, liaison)

    decline(row.connection, by=row.connection.places.get(part=Place.Part.SHARER).person)
    follow_up.call()

    new = round_.connections.get(next_best=True)
    assert (new.state, letters_to(learner)) == (State.SENT, ["invitation", "ended", "invitation"])


def test_who_said_not_this_time_is_left_in_peace(make_pair, planned, liaison, topic):
    _sharer, learner, _second = waiting_for_another(make_pair, topic)
    round_ = planned()
    [row] = send_now(round_, liaison)

    decline(row.connection, by=learner)
    look_for_next_best(round_, by=liaison)

    assert not round_.connections.filter(next_best=True).exists()
    assert Round.objects.get(pk=round_.pk).connections.get().followed_up
    assert clock.now() > row.connection.asked_at
