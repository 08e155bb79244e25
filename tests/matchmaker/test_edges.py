"""Rounds at the edge: nobody, one person, one group, nobody free, all free, a wrap over Monday, hours that move."""

from collections import Counter
from dataclasses import replace

import pytest

from matchmaker.auditing import check
from matchmaker.effort import Effort
from matchmaker.planning import large_plan, plan_round
from matchmaker.register import Register
from matchmaker.shapes import Offer, Person, Plan, Round, Wish
from matchmaker.suggesting import suggest
from matchmaker.summary import summary
from tests.matchmaker.rounds import bits

WEEK = (1 << 336) - 1
EVENING = bits([(20, 23)])
NIGHT = bits([(335, 338)])


def cast(free: int, count: int = 6, **more: object) -> tuple[Person, ...]:
    """As many who share bots as want it, all in English at these hours, each in a group of their own."""
    sharers = [Person(f"s{at}", f"g{at}", ("en",), free, share=(Offer("bots", 3),)) for at in range(count // 2)]
    learners = [Person(f"w{at}", f"h{at}", ("en",), free, learn=(Wish("bots", 2, 2),)) for at in range(count // 2)]
    return tuple(replace(one, **more) for one in (*sharers, *learners))


def plans(round_: Round) -> list[Plan]:
    """The proved plan and the searched one; both hold, and the search never beats the proof."""
    found = [plan_round(round_), large_plan(Register.of(round_), Effort(20), seed=1, threads=1, before=None)]
    for plan in found:
        assert check(round_, plan).broken == ()
    assert found[1].value <= found[0].value == found[0].bound <= found[1].bound
    return found


def codes(plan: Plan) -> Counter[str]:
    return Counter(one.code for one in plan.waiting)


@pytest.mark.parametrize("people", [(), cast(EVENING)[:1], cast(EVENING)[-1:]], ids=["nobody", "a sharer", "a learner"])
def test_where_nobody_can_meet_the_plan_is_empty_and_proved(people):
    for plan in plans(Round(people)):
        assert (plan.connections, plan.value, plan.bound, plan.gap) == ((), 0, 0, 0.0)


def test_everybody_of_one_group_waits_by_it():
    for plan in plans(Round(cast(EVENING, group="g"))):
        assert codes(plan) == {"own_group_only": 3}


def test_everybody_of_no_group_may_meet():
    assert len(plans(Round(cast(EVENING, group=None)))[0].waiting) == 0


def test_with_nobody_free_all_wait_for_hours():
    for plan in plans(Round(cast(0))):
        assert codes(plan) == {"no_common_hours": 3}


def test_an_hour_is_too_short_for_a_session():
    for plan in plans(Round(cast(bits([(20, 22)])))):
        assert codes(plan) == {"no_common_hours": 3}


def test_with_everybody_free_all_week_all_are_served_with_336_starts_in_common():
    for plan in plans(Round(cast(WEEK))):
        assert plan.waiting == ()
        assert {one.starts for c in plan.connections for one in c.reasons if one.code == "shared_hours"} == {336}


def test_a_session_may_begin_on_sunday_and_end_on_monday():
    for plan in plans(Round(cast(NIGHT))):
        assert {c.slot for c in plan.connections} == {335}


def test_a_session_over_the_rounds_end_leaves_its_first_hours_free():
    learner = Person("w", None, ("en",), NIGHT | EVENING, learn=(Wish("bots", 2, 2), Wish("law", 2, 2)), learn_limit=2)
    sharers = tuple(
        Person(f"s{topic}", None, ("en",), bits([(start, start + 3)]), share=(Offer(topic, 3),))
        for topic, start in (("bots", 335), ("law", 0))
    )
    people = (replace(learner, free=bits([(335, 339)])), *sharers)

    one_week, two_weeks = plans(Round(people, weeks=1))[0], plans(Round(people, weeks=2))[0]

    assert {(c.topic, c.week, c.slot) for c in one_week.connections} == {("bots", 0, 335), ("law", 0, 0)}
    assert len(two_weeks.connections) == 2


def test_the_only_free_week_is_the_one_used():
    people = tuple(replace(one, free_weeks=(0, 0, EVENING, 0)) for one in cast(WEEK))

    for plan in plans(Round(people)):
        assert {(c.week, c.slot) for c in plan.connections} == {(2, 20)}


def test_people_whose_free_weeks_never_fall_together_wait_for_hours():
    early, late = (EVENING, 0), (0, EVENING)
    people = tuple(replace(one, free_weeks=early if one.share else late) for one in cast(EVENING))

    for plan in plans(Round(people, weeks=2)):
        assert codes(plan) == {"no_common_hours": 3}


def test_a_clock_change_moves_one_persons_hours_and_the_common_week_is_found():
    people = tuple(
        replace(one, free_weeks=(EVENING, bits([(22, 25)]))) if one.learn else replace(one, free=bits([(22, 25)]))
        for one in cast(EVENING)
    )

    for plan in plans(Round(people, weeks=2)):
        assert {(c.week, c.slot) for c in plan.connections} == {(1, 22)}


@pytest.mark.parametrize("free", [0, EVENING, WEEK, NIGHT])
def test_suggestions_and_summary_hold_at_the_edges(free):
    round_ = Round(cast(free))
    plan = plan_round(round_)

    learn, share = suggest(round_, "w0", 9)

    assert (len(learn), len(share)) == (3 if free else 0, 0)
    assert summary(round_, plan).wishes == 3
