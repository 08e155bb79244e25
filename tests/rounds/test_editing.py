"""The team changes a proposal by hand; the matchmaker's rules hold all the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letsconnect.ground.errors import NotAllowed, Refused
from letsconnect.matching.matchmaking.editing import Desk, Wanted, fitted, instead_of, times_for, wanted_of
from letsconnect.matching.matchmaking.planning import plan_from
from letsconnect.rounds.actions.editing import (
    add_connection,
    change_connection,
    desk_of,
    keep_two_apart,
    remove_connections,
)
from letsconnect.rounds.actions.locking import set_locks
from letsconnect.rounds.actions.opening import close_round, start_over
from letsconnect.rounds.matchmaking.exporting import exported
from letsconnect.rounds.matchmaking.replaying import replay_of
from letsconnect.rounds.models import Round
from matchmaker.auditing import check
from matchmaker.checking import broken_rules
from matchmaker.planning import plan_round
from matchmaker.reading import connection_from, round_from
from matchmaker.shapes import Connection
from matchmaker.writing import plan_value, round_value
from tests.matchmaker.rounds import rounds
from tests.rounds.conftest import plan_now


def again(round_: Round) -> Round:
    return Round.objects.get(pk=round_.pk)


def holds(round_: Round) -> None:
    """Replayed the same, and the checker accepts what is exported."""
    input_, plan = exported(again(round_))
    assert replay_of(again(round_)).differing == ()
    assert check(round_from(input_), plan_from(plan), stated_gap=plan["gap"]).broken == ()


@pytest.fixture
def two_sharers(make_pair):
    """Two of each on one topic: everybody could meet everybody on the other side."""
    return make_pair(), make_pair()


def test_somebody_else_takes_a_place_and_the_round_can_still_be_replayed(two_sharers, planned, liaison):
    round_ = planned()
    row = round_.connections.first()
    remove_connections(round_, [round_.connections.last().number], by=liaison)
    now = wanted_of(row.facts)

    [made_] = instead_of(desk_of(again(round_), row.number), now, now.sharer)
    change_connection(row, wanted_of(made_), by=liaison)

    row.refresh_from_db()
    assert row.facts["sharer"] == made_["sharer"] != now.sharer
    holds(round_)


def test_another_time_is_taken_when_all_are_free_then_and_refused_when_not(two_sharers, planned, liaison):
    round_ = planned()
    row = round_.connections.first()
    now = wanted_of(row.facts)
    other = times_for(desk_of(round_, row.number), now)[-1]

    change_connection(row, replace(now, when=other), by=liaison)

    row.refresh_from_db()
    assert (row.facts["week"], row.facts["slot"]) == other
    with pytest.raises(Refused, match="not all of them are free"):
        change_connection(row, replace(now, when=(0, 4)), by=liaison)
    holds(round_)


def test_a_connection_by_hand_is_locked_and_survives_a_new_plan(two_sharers, planned, liaison):
    (first, _), (_, learner) = two_sharers
    round_ = planned()
    remove_connections(round_, list(round_.connections.values_list("number", flat=True)), by=liaison)

    row = add_connection(again(round_), Wanted(first.public_id, (learner.public_id,), "budget-development"), by=liaison)
    round_ = plan_now(again(round_), liaison)

    assert row.number in round_.connections.filter(locked=True).values_list("number", flat=True)
    assert round_.connections.count() == 2
    holds(round_)


def test_what_breaks_a_rule_is_refused_with_the_rule_in_words(two_sharers, planned, liaison):
    (first, own), (second, _learner) = two_sharers
    round_ = planned()
    wanted = Wanted(first.public_id, (own.public_id,), "budget-development")

    with pytest.raises(Refused) as refused:
        add_connection(round_, wanted, by=liaison)
    with pytest.raises(Refused, match="does not share"):
        add_connection(round_, replace(wanted, sharer=own.public_id, learners=(second.public_id,)), by=liaison)

    assert any("as often this month as they wish" in line for line in refused.value.messages)
    assert any(first.chosen_name in line for line in refused.value.messages)


def test_two_kept_apart_meet_in_no_new_plan(make_pair, planned, liaison):
    sharer, learner = make_pair()
    round_ = planned()

    keep_two_apart(round_, (learner.public_id, sharer.public_id), by=liaison)
    keep_two_apart(round_, (learner.public_id, sharer.public_id), by=liaison)
    round_ = plan_now(again(round_), liaison)

    assert not round_.connections.exists()
    assert [one["code"] for one in round_.plan["waiting"]] == ["blocked"]
    holds(round_)


def test_a_new_plan_keeps_what_is_locked(two_sharers, planned, liaison):
    round_ = planned()
    row = round_.connections.last()

    set_locks(round_, [row.number], locked=True, by=liaison)
    round_ = plan_now(again(round_), liaison)

    assert round_.connections.get(number=row.number).facts == row.facts
    assert round_.connections.count() == 2
    holds(round_)


def test_starting_over_takes_everybody_in_anew_and_forgets_nothing(make_pair, planned, liaison):
    make_pair()
    round_ = planned()
    make_pair()

    start_over(round_, by=liaison)
    round_ = plan_now(again(round_), liaison)

    assert len(round_.input["people"]) == 4
    assert round_.edits.count() == 5
    holds(round_)


def test_a_closed_round_is_changed_no_more(make_pair, planned, liaison):
    make_pair()
    round_ = planned()
    close_round(round_, by=liaison)

    with pytest.raises(NotAllowed):
        remove_connections(round_, [1], by=liaison)

    assert round_.connections.count() == 1


def test_a_member_changes_nothing(make_pair, planned, learner):
    make_pair()
    round_ = planned()

    with pytest.raises(NotAllowed):
        remove_connections(round_, [1], by=learner)

    assert round_.connections.count() == 1


@pytest.mark.once
@settings(max_examples=120, deadline=None)
@given(round_=rounds(), chance=st.randoms(use_true_random=False))
def test_by_hand_exactly_that_is_allowed_which_breaks_no_rule_of_the_checker(round_, chance):
    found = plan_value(plan_round(round_))["connections"]
    others = [connection_from(one, "c") for one in found[1:]]
    desk = Desk.of(round_value(replace(round_, locked=())), found[1:])
    free = replace(round_, locked=())
    for wanted in some_wanted(round_, chance):
        facts, broken = fitted(desk, wanted)
        ways = [c for c in all_ways(free, wanted) if not broken_rules(free, [*others, c])]
        assert bool(facts) == bool(ways) == (not broken)
        if facts:
            assert broken_rules(free, [*others, connection_from(facts, "c")]) == []


def some_wanted(round_, chance):
    """A few connections somebody might have in mind, most of them near what is possible."""
    pairs = [
        (one, other, offer.topic)
        for one in round_.people
        for offer in one.share
        for other in round_.people
        if other != one and any(wish.topic == offer.topic for wish in other.learn)
    ]
    for sharer, learner, topic in chance.sample(pairs, min(len(pairs), 6)):
        yield Wanted(sharer.id, (learner.id,), topic)
        third = chance.choice(round_.people)
        if third.id not in (sharer.id, learner.id):
            yield Wanted(sharer.id, tuple(sorted((learner.id, third.id))), topic)


def all_ways(round_, wanted):
    """The connection in every language or booking, at every time the sharer is free."""
    people = {person.id: person for person in round_.people}
    sharer = people[wanted.sharer]
    tongues = [(one, None) for one in sharer.languages] + [(None, pool.languages) for pool in round_.interpretation]
    for week in range(round_.weeks):
        for slot in (at for at in range(336) if sharer.free_in(week) >> at & 1):
            for language, booking in tongues:
                yield Connection(wanted.sharer, wanted.learners, wanted.topic, language, booking, week, slot)
