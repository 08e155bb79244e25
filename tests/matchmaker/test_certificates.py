"""What a plan's prices prove, summed up as the contract says it, by the slowest way."""

from collections import Counter
from dataclasses import replace
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings

from matchmaker.checking import Book, connection_value
from matchmaker.effort import Effort
from matchmaker.planning import large_plan, plan_round
from matchmaker.register import Register
from matchmaker.shapes import Certificate, Connection, Interpretation, Offer, Person, Plan, Round, Wish
from matchmaker.starting import Start
from tests.matchmaker import oracle
from tests.matchmaker.rounds import bits, rounds

EVENING = bits([(20, 26)])
patient = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def proved(round_: Round, proof: Certificate) -> int:
    """The contract's sum, over everything that its five rules allow, whatever limits and bookings there are."""
    people = {person.id: person for person in round_.people}
    bookings = {pool.languages: pool.bookings for pool in round_.interpretation}
    total = sum(people[name].learn_limit * price for name, price in proof.learners.items())
    total += sum(price for _, _, price in proof.wishes)
    total += sum(bookings[pool] * price for pool, price in proof.interpretation)
    best: Counter[str] = Counter()
    for c in allowed(round_):
        best[c.sharer] = max(best[c.sharer], connection_value(Book.of(round_), c) - paid(proof, c))
    return floor(total + sum(people[name].share_limit * more for name, more in best.items()) + 1e-6)


def allowed(round_: Round) -> list[Connection]:
    """Every connection that the five rules allow, at some time."""
    freely = replace(
        round_,
        people=tuple(replace(one, learn_limit=4, share_limit=4) for one in round_.people),
        interpretation=tuple(replace(pool, bookings=9) for pool in round_.interpretation),
        locked=(),
    )
    return [c for ways in oracle.every_group(freely) for c in ways]


def paid(proof: Certificate, c: Connection) -> float:
    wishes = {(name, topic): price for name, topic, price in proof.wishes}
    of_learners = sum(proof.learners.get(name, 0) + wishes.get((name, c.topic), 0) for name in c.learners)
    return of_learners + (dict(proof.interpretation).get(c.interpretation, 0) if c.interpretation else 0)


@patient
@given(rounds(most=5))
def test_the_bound_is_what_the_prices_prove_over_every_connection_that_the_rules_allow(round_):
    plan, searched = plan_round(round_), large_plan(Register.of(round_), Effort(20), seed=1, threads=1, before=None)

    assert plan.bound <= proved(round_, plan.certificate)
    assert searched.bound >= proved(round_, searched.certificate)


def two(**limits: int) -> tuple[Person, Person]:
    """One who shares bots and one who wants it."""
    sharer = Person("s", None, ("en",), EVENING, share=(Offer("bots", 3),))
    return sharer, Person("w", None, ("ko",), EVENING, learn=(Wish("bots", 3, 2),), equity=50, **limits)


@pytest.mark.parametrize(("limit", "bookings"), [(0, 1), (1, 0), (0, 0)])
def test_who_may_not_learn_and_what_cannot_be_booked_prove_no_more_than_nothing(limit, bookings):
    round_ = Round(two(learn_limit=limit), interpretation=(Interpretation(("en", "ko"), bookings),))

    plan = large_plan(Register.of(round_), Effort(20), seed=1, threads=1, before=None)

    assert plan.bound == proved(round_, plan.certificate) == 0
    assert proved(round_, Certificate()) == 220


def start(before: Plan, later: Round) -> Start:
    return Start.of(Register.of(later), before)


def test_an_earlier_plan_gives_no_price_for_who_could_not_learn_and_what_could_not_be_booked_then():
    round_ = Round(two(learn_limit=0), interpretation=(Interpretation(("en", "ko"), 0),))
    before = plan_round(round_)

    found = start(before, Round(two(learn_limit=1), interpretation=(Interpretation(("en", "ko"), 1),)))

    assert before.certificate.learners
    assert before.certificate.interpretation
    assert (found.prices.learners, found.prices.pools, found.wishes) == ({}, {}, set())
