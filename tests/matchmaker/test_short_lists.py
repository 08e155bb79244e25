"""Where candidates are too many to list them all: the best of each offer, who is left off, and what that proves."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.auditing import check
from matchmaker.effort import Effort
from matchmaker.large import market, searching
from matchmaker.large.building import Builder
from matchmaker.large.listing_fast import offered_best, widened
from matchmaker.large.market import Market
from matchmaker.packing import Packed, pack
from matchmaker.planning import large_plan
from matchmaker.register import Register
from matchmaker.shapes import Plan, Round
from tests.matchmaker.rounds import town


def packed(people: int = 80, seed: int = 5) -> tuple[Packed, list[str]]:
    return pack(Register.of(town(people, seed)))


def prices(p: Packed, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    return (
        chance.uniform(0, 60, len(p.may_learn)),
        chance.uniform(0, 20, len(p.wish_person)),
        chance.uniform(0, 60, len(p.pool_room)),
    )


def listed(o, offer: int) -> np.ndarray:
    return o.wish[o.start[offer] : o.start[offer + 1]]


def searched(round_: Round, before: Plan | None = None) -> Plan:
    return large_plan(Register.of(round_), Effort(30), seed=1, threads=1, before=before)


@pytest.mark.parametrize("noise", [0.0, 20.0])
def test_nobody_left_off_a_short_list_scores_above_what_the_list_says(noise):
    p, _topics = packed()
    whole = Market(p)
    pay = np.random.default_rng(1).uniform(0, 60, len(p.wish_person))

    short, cutoff = offered_best(p, pay, 3, noise, whole.workers)

    left_off = 0
    for offer in range(len(p.offer_person)):
        every = slice(whole.o.start[offer], whole.o.start[offer + 1])
        others = ~np.isin(whole.o.wish[every], listed(short, offer))
        scores = (whole.o.gain[every] - pay[whole.o.wish[every]])[others]
        assert len(listed(short, offer)) <= 3
        assert scores.max(initial=0.0) <= max(0.0, cutoff[offer])
        left_off += (scores > 0).sum()
    assert left_off > 20


@pytest.mark.parametrize("seed", range(5))
def test_a_short_list_holds_the_best_of_all_who_share_what_the_sharer_wants_or_not(seed):
    p, _topics = packed(seed=seed)
    whole = Market(p)
    pay = np.random.default_rng(seed).uniform(0, 60, len(p.wish_person))

    short, _ = offered_best(p, pay, 4, 0.0, whole.workers)

    mutual = 0
    for offer in range(len(p.offer_person)):
        every = slice(whole.o.start[offer], whole.o.start[offer + 1])
        scores = whole.o.gain[every] - pay[whole.o.wish[every]]
        gains = short.gain[short.start[offer] : short.start[offer + 1]]
        found = gains - pay[listed(short, offer)]
        assert np.sort(found)[::-1] == pytest.approx(np.sort(scores[scores > 0])[::-1][:4])
        assert len(np.unique(listed(short, offer))) == len(found)
        mutual += (gains > p.wish_gain[listed(short, offer), p.offer_level[offer] - 1]).sum()
    assert mutual > 10


@pytest.mark.parametrize("seed", range(5))
def test_short_lists_prove_what_whole_lists_prove(seed, monkeypatch):
    monkeypatch.setattr(market, "LONGER", 2)
    p, _topics = packed(seed=seed)
    whole, short = Market(p), Market(p, keep=2)
    for one in (whole, short):
        one.tariff = tuple(held.copy() for held in prices(p, seed))
    short.relist()
    short.ask(short.every)
    too_short = short._total()

    assert short.bound() == pytest.approx(whole.bound())
    assert too_short < whole.bound()


def test_lists_are_widened_by_those_who_wait_and_all_others_keep_their_places():
    p, _topics = packed()
    whole = Market(p)
    short, _ = offered_best(p, np.zeros(len(p.wish_person)), 2, 0.0, whole.workers)
    waiting = np.random.default_rng(2).random(len(p.wish_person)) < 0.3

    wide = widened(p, short, np.where(waiting, 0.0, np.inf), 100, whole.workers)

    for offer in range(len(p.offer_person)):
        before, possible = listed(short, offer), listed(whole.o, offer)
        assert (listed(wide, offer)[: len(before)] == before).all()
        more = listed(wide, offer)[len(before) :]
        assert set(more) == set(possible[waiting[possible]]) - set(before)
    assert len(wide.wish) > len(short.wish) + 20


def test_a_plan_goes_on_where_it_stood_when_those_who_wait_are_put_on_lists():
    p, _topics = packed(160)
    short = Market(p, keep=2)
    builder = Builder(p, short.o, len(short.learners), seed=1)
    builder.sweep(short.pay(), short.pools, (0.0, 0.0), 0.0)
    before, waiting = builder.value, builder.waiting()

    short.widen(waiting)
    builder.look_at(short.o)
    stood = builder.value
    builder.sweep(short.pay(), short.pools, (0.0, 0.0), 0.0)

    assert waiting.sum() > 20
    assert stood == before < builder.value


def test_a_plan_from_short_lists_holds_and_its_bound_is_still_proved(monkeypatch):
    round_ = town(80, seed=5)
    plan = searched(round_)
    for name, value in (("LISTED", 0), ("KEPT", 3), ("LAST_KEPT", 4)):
        monkeypatch.setattr(searching, name, value)

    short = searched(round_)

    assert check(round_, short).broken == ()
    assert plan.value <= short.bound
    assert 0 < short.value <= plan.bound


def test_a_plan_from_short_lists_is_planned_again_from_its_prices(monkeypatch):
    for name, value in (("LISTED", 0), ("KEPT", 20), ("LAST_KEPT", 20)):
        monkeypatch.setattr(searching, name, value)
    round_ = town(80, seed=5)
    before = searched(round_)
    later = replace(round_, people=round_.people[1:])

    plan = searched(later, before)

    assert check(later, plan).broken == ()
    assert plan.gap < before.gap + 0.02
