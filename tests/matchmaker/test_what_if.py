"""What-if: kept connections stay, pairs kept apart do not meet, and the rest is planned anew."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.auditing import check
from matchmaker.planning import plan_round
from matchmaker.shapes import Connection, Interpretation, Offer, Person, Plan, Round, Wish, pair
from matchmaker.what_if import NotAllowed, kept_apart, with_locked, with_person, without_locked
from tests.matchmaker import oracle
from tests.matchmaker.rounds import bits, rounds

EVENING = bits([(20, 29)])
patient = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def people() -> list[Person]:
    """Two who share, two who want it; s1 is the better fit for both."""
    return [
        Person("s1", None, ("en",), EVENING, share=(Offer("bots", 3),), learn_limit=0),
        Person("s2", None, ("en",), EVENING, share=(Offer("bots", 1),), learn_limit=0),
        Person("w1", None, ("en",), EVENING, learn=(Wish("bots", 3, 2),), share_limit=0),
        Person("w2", None, ("en",), EVENING, learn=(Wish("bots", 1, 2),), share_limit=0),
    ]


def meetings(plan: Plan) -> set[frozenset[str]]:
    return {frozenset((c.sharer, name)) for c in plan.connections for name in c.learners}


@patient
@given(rounds(most=5), st.data())
def test_any_allowed_connection_can_be_kept_and_the_rest_is_the_best_round_it(round_, data):
    groups = oracle.every_group(round_)
    if not groups:
        return
    kept = data.draw(st.sampled_from(data.draw(st.sampled_from(groups))))

    wondered = with_locked(round_, [kept])
    plan = plan_round(wondered)

    assert check(wondered, plan).broken == ()
    assert (plan.value, plan.bound) == (oracle.best(wondered)[0],) * 2


@patient
@given(rounds(most=5), st.data())
def test_two_kept_apart_never_meet_and_the_rest_is_the_best_without(round_, data):
    plan = plan_round(round_)
    if not plan.connections:
        return
    two = tuple(data.draw(st.permutations(data.draw(st.sampled_from(plan.connections)).people))[:2])

    apart = kept_apart(with_locked(round_, plan.connections), two)
    again = plan_round(without_locked(apart, apart.locked))

    assert pair(*two) in apart.never
    assert all(not {*two} <= {*c.people} for c in (*apart.locked, *again.connections))
    assert again.value == oracle.best(replace(apart, locked=()))[0]


def test_a_kept_connection_stays_though_a_better_plan_exists():
    round_ = Round(tuple(people()))
    worse = plan_round(with_person(round_, replace(people()[0], share_limit=0))).connections[0]

    plan = plan_round(with_locked(round_, [worse]))

    assert frozenset(("s2", "w1")) in meetings(plan)
    assert frozenset(("s2", "w1")) not in meetings(plan_round(round_))


def test_what_was_kept_can_be_freed_again():
    round_ = Round(tuple(people()))
    plan = plan_round(round_)

    kept = with_locked(with_locked(round_, plan.connections), plan.connections)

    assert len(kept.locked) == len(plan.connections)
    assert without_locked(kept, plan.connections) == round_


def test_a_connection_that_breaks_a_rule_cannot_be_kept():
    round_ = Round(tuple(people()))
    kept = plan_round(round_).connections[0]

    with pytest.raises(NotAllowed, match="must not meet"):
        with_locked(replace(round_, never=frozenset({pair(kept.sharer, kept.learners[0])})), [kept])


def test_somebody_with_new_hours_is_planned_by_them():
    round_ = Round(tuple(people()))

    busy = with_person(round_, replace(people()[2], free=bits([(100, 103)])))

    assert all("w1" not in c.people for c in plan_round(busy).connections)
    assert len(busy.people) == len(round_.people)


def test_a_kept_booking_is_told_as_the_round_has_it_counts_and_is_completed():
    cast = [replace(one, languages=("en", "ko")) for one in people()]
    bookings = (Interpretation(("en", "ko"), 1),)
    asked = Connection("s1", ("w2",), "bots", None, ("ko", "en"), 1, 21, alternatives=(300,), value=7)

    plan = plan_round(Round(tuple(cast), interpretation=bookings, locked=(asked,)))

    kept = next(c for c in plan.connections if c.interpretation)
    assert (kept.people, kept.interpretation, kept.week, kept.slot) == (("s1", "w2"), ("en", "ko"), 1, 21)
    assert (kept.value, len(kept.alternatives)) == (100 - 30, 2)
    assert plan.value == plan.bound == 70 + 80
    assert check(Round(tuple(cast), interpretation=bookings, locked=(asked,)), plan).broken == ()
