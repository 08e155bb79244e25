"""The solver against the oracle, on small rounds that press on every rule."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.auditing import check
from matchmaker.effort import Progress
from matchmaker.exact import proving
from matchmaker.planning import plan_round
from matchmaker.shapes import Offer, Person, Plan, Policy, Round, Wish
from tests.matchmaker import oracle
from tests.matchmaker.rounds import bits, rounds, town

MANY = 3000 if os.environ.get("DRILLS") == "full" else 300
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(patient, max_examples=40)
@given(rounds())
def test_a_small_round_is_planned_to_proof(round_):
    hold_against_the_oracle(round_)


def hold_against_the_oracle(round_: Round) -> None:
    """The value is the best, proved; of the plans of that value it is one with the most different learners."""
    plan = plan_round(round_)

    value, people, groups = oracle.best(round_)

    assert plan.certificate.kind == "exhaustive"
    assert (plan.value, plan.bound, plan.certificate.connections) == (value, value, groups)
    assert len({name for c in plan.connections for name in c.learners}) == people
    assert check(round_, plan, stated_gap=plan.gap).broken == ()


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds(), st.sampled_from([0, 1, 3, 10, proving.FEW]))
def test_thousands_of_small_rounds_are_planned_to_proof_however_few_columns_are_looked_at_first(round_, few):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proving, "FEW", few)
        hold_against_the_oracle(round_)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_left_aside_at_first_are_looked_at_where_the_best_plan_may_hold_them(monkeypatch, seed):
    round_, found = town(100, seed=seed), []
    for few in (0, 1_000_000):
        monkeypatch.setattr(proving, "FEW", few)
        plan = plan_round(round_)
        found.append((plan.value, plan.bound, len({name for c in plan.connections for name in c.learners})))

    assert found[0] == found[1]


def test_who_may_learn_often_but_can_meet_only_one_counts_among_plans_of_equal_value():
    free, nothing = bits([(20, 23)]), Policy(priority=(0, 0, 0))
    learner = Person("w", None, ("en",), free, learn=(Wish("bots", 1, 1),), learn_limit=3)
    sharer = Person("s", None, ("en",), free, share=(Offer("bots", 2),))

    plan = plan_round(Round((learner, sharer), policy=nothing))

    assert [c.learners for c in plan.connections] == [("w",)]


@pytest.fixture(scope="module")
def village() -> tuple[Round, Plan]:
    """A round that takes a moment to prove, and its plan."""
    round_ = town(140, seed=2)
    return round_, plan_round(round_)


def test_a_proof_tells_how_far_it_is_and_by_what_bound(village, monkeypatch):
    round_, plan = village
    monkeypatch.setattr(proving, "SELDOM", 0.0)
    heard: list[Progress] = []

    again = plan_round(round_, watch=heard.append)

    while_proving = [one for one in heard if one.phase == "proving"]
    assert replace(again, seconds=0) == replace(plan, seconds=0)
    assert len(while_proving) > 2
    assert all(0 <= one.fraction <= 1 and (one.bound is None or one.bound >= plan.value) for one in while_proving)
    assert while_proving[-1] == Progress("proving", 1.0, plan.value, plan.value)


@pytest.mark.parametrize("phase", ["listing", "proving"])
def test_a_proof_that_is_stopped_gives_the_best_plan_so_far_with_its_bound(village, monkeypatch, phase):
    round_, whole = village
    monkeypatch.setattr(proving, "SELDOM", 0.0)

    plan = plan_round(round_, watch=lambda progress: progress.phase != phase)

    assert (whole.certificate.kind, plan.certificate.kind) == ("exhaustive", "prices")
    assert plan.value <= whole.value <= plan.bound
    assert check(round_, plan).broken == ()


def test_a_proof_beside_locked_connections_that_is_stopped_has_a_bound_as_near_as_without(village):
    round_, whole = village
    kept = replace(round_, locked=whole.connections[::2])

    plans = [plan_round(one, watch=lambda _: False) for one in (round_, kept)]

    assert check(kept, plans[1]).broken == ()
    assert plans[1].bound == plans[0].bound
