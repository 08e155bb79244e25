"""The solver against the oracle, on small rounds that press on every rule."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from matchmaker.auditing import check
from matchmaker.planning import plan_round
from matchmaker.shapes import Round
from tests.matchmaker import oracle
from tests.matchmaker.rounds import rounds

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
@given(rounds())
def test_thousands_of_small_rounds_are_planned_to_proof(round_):
    hold_against_the_oracle(round_)
