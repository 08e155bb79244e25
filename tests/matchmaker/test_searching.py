"""The search for large rounds, held against the oracle and the checker on small ones."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.auditing import check
from matchmaker.effort import Effort
from matchmaker.planning import large_plan, plan_round
from matchmaker.register import Register
from matchmaker.shapes import Interpretation, Offer, Person, Round, Wish
from tests.matchmaker import oracle
from tests.matchmaker.rounds import bits, rounds

MANY = 1000 if os.environ.get("DRILLS") == "full" else 30
EVENING = bits([(20, 26)])
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))


def hold_against_the_oracle(round_: Round) -> None:
    best, _, _ = oracle.best(round_)

    plan = large_plan(Register.of(round_), Effort(60), seed=1, threads=1, before=None)

    assert plan.value <= best <= plan.bound
    assert check(round_, plan).broken == ()


@settings(patient, max_examples=12)
@given(rounds())
def test_a_searched_plan_keeps_every_rule_and_its_bound_is_proved(round_):
    hold_against_the_oracle(round_)


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds())
def test_many_searched_plans_keep_every_rule_and_their_bounds_are_proved(round_):
    hold_against_the_oracle(round_)


@settings(patient, max_examples=10)
@given(rounds(), st.data())
def test_locked_connections_stay_and_the_rest_is_planned_round_them(round_, data):
    first = plan_round(round_)
    if not first.connections:
        return
    kept = data.draw(st.sampled_from(first.connections))
    again = Round(round_.people, round_.weeks, round_.met, round_.never, round_.interpretation, round_.policy, (kept,))

    plan = plan_round(again)
    searched = large_plan(Register.of(again), Effort(60), seed=1, threads=1, before=None)

    assert plan.value == first.value
    assert check(again, plan).broken == ()
    assert check(again, searched).broken == ()


def test_a_watcher_who_says_no_still_gets_a_plan_with_its_bound():
    round_ = Round(())

    plan = plan_round(round_, watch=lambda progress: False)

    assert (plan.value, plan.bound) == (0, 0)


def test_bookings_are_never_passed_where_many_compete_for_them():
    people = [
        Person(f"s{at}", None, ("en",), EVENING, share=(Offer("bots", 3), Offer("law", 3)), share_limit=2)
        for at in range(8)
    ] + [
        Person(f"w{at}", None, ("ko",), EVENING, learn=(Wish("bots", 3, 2), Wish("law", 3, 2)), learn_limit=2)
        for at in range(24)
    ]
    round_ = Round(tuple(people), interpretation=(Interpretation(("en", "ko"), 3),))

    plan = large_plan(Register.of(round_), Effort(60), seed=1, threads=1, before=None)

    assert len(plan.connections) == 3
    assert check(round_, plan).broken == ()
