"""Rounds that take the search: the same plan again, cut short, from an earlier plan, and where all can meet all."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matchmaker.auditing import check
from matchmaker.effort import Effort, Progress
from matchmaker.large import relaxing
from matchmaker.large.choices import Choices
from matchmaker.large.choosing import Dive, best_choice, dived
from matchmaker.large.market import Market
from matchmaker.large.relaxing import relaxed
from matchmaker.packing import pack
from matchmaker.planning import large_plan, plan_round
from matchmaker.reading import round_from
from matchmaker.register import Register
from matchmaker.shapes import Offer, Person, Plan, Round, Wish, pair
from matchmaker.starting import Start
from matchmaker.writing import round_value
from tests.matchmaker.rounds import bits, town

WEEK = (1 << 336) - 1


def searched(round_: Round, before: Plan | None = None, threads: int = 1, **options) -> Plan:
    return large_plan(Register.of(round_), Effort(30, **options), seed=1, threads=threads, before=before)


@pytest.fixture(scope="module")
def crowd() -> tuple[Round, Plan]:
    """A round and its searched plan."""
    round_ = town(80, seed=5)
    searched(round_)  # where nothing is compiled yet, compiling would eat the time that the search has
    return round_, searched(round_)


def test_a_searched_plan_holds_and_is_near_its_bound(crowd):
    round_, plan = crowd

    assert check(round_, plan).broken == ()
    assert plan.certificate.kind == "prices"
    assert 0 < plan.value <= plan.bound
    assert plan.gap < 0.03


def test_with_the_whole_time_gone_before_the_search_a_plan_with_a_bound_comes_all_the_same(crowd):
    round_, _ = crowd

    plan = searched(round_, gone=30)

    assert check(round_, plan).broken == ()
    assert 0 < plan.value <= plan.bound


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_round_in_another_order_gets_the_same_searched_plan(threads):
    round_ = town(80, seed=5)
    ids, chance = [person.id for person in round_.people], random.Random(2)
    pairs = [pair(*chance.sample(ids, 2)) for _ in range(40)]
    round_ = replace(round_, met=frozenset(pairs[:20]), never=frozenset(pairs[20:]))

    plan = searched(round_, threads=threads)
    again = searched(round_from(shuffled(round_value(round_), chance)), threads=threads)

    assert plan.connections
    assert again == plan


def shuffled(value: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same round in JSON with everything in another order that has none."""
    for key in ("met", "never"):
        value[key] = [chance.sample(two, 2) for two in value[key]]
    held = [value[key] for key in ("people", "met", "never", "interpretation")]
    for each in held + [person[key] for person in value["people"] for key in ("learn", "share", "free")]:
        chance.shuffle(each)
    return value


def test_a_search_tells_what_it_has_proved_from_the_first_plan_on(crowd):
    round_, whole = crowd
    heard: list[Progress] = []

    searched(round_, watch=heard.append)

    planning = [one for one in heard if one.phase != "pricing"]
    assert {one.phase for one in planning} == {"building", "polishing", "placing"}
    assert {one.bound for one in planning} == {whole.bound}
    assert all(one.value <= whole.bound for one in planning)


@pytest.mark.parametrize("reports", [0, 1, 3])
def test_a_search_that_is_stopped_gives_the_best_plan_so_far_with_its_bound(crowd, reports):
    round_, whole = crowd
    heard = []

    def watch(progress) -> bool:
        heard.append(progress)
        return len(heard) <= reports

    plan = searched(round_, watch=watch)

    assert check(round_, plan).broken == ()
    assert plan.value <= whole.value <= plan.bound


def test_a_round_in_which_one_person_changed_is_planned_from_the_earlier_plan(crowd):
    round_, before = crowd
    gone = before.connections[0].sharer
    later = replace(round_, people=tuple(replace(p, share=()) if p.id == gone else p for p in round_.people))

    plan = searched(later, before=before)

    groups = [{(c.sharer, c.learners, c.topic) for c in one.connections} for one in (before, plan)]
    assert check(later, plan).broken == ()
    assert len(groups[0] & groups[1]) > 0.8 * len(groups[0])


def test_half_of_a_plan_locked_costs_no_more_than_it_did_and_the_bound_stays_near(crowd):
    round_, whole = crowd
    kept = replace(round_, locked=whole.connections[::2])

    plan, again = searched(kept), searched(kept, before=whole)

    for one in (plan, again):
        assert check(kept, one).broken == ()
        assert one.gap < 0.05


def test_who_may_learn_less_than_in_the_earlier_plan_does_learn_less(crowd):
    round_, before = crowd
    busy = {name for name, held in Counter(name for c in before.connections for name in c.learners).items() if held > 1}
    later = replace(round_, people=tuple(replace(p, learn_limit=1) if p.id in busy else p for p in round_.people))

    plan = searched(later, before=before)

    assert busy
    assert check(later, plan).broken == ()


def test_learners_of_an_earlier_plan_who_must_not_meet_any_more_are_put_apart(crowd):
    round_, before = crowd
    apart = {c.learners[:2] for c in before.connections if len(c.learners) > 1}
    later = replace(round_, never=round_.never | apart)

    plan = searched(later, before=before)

    assert apart
    assert check(later, plan).broken == ()


@pytest.mark.parametrize("what", [{"languages": ("xx",)}, {"free": bits([(300, 304)])}])
def test_learners_of_an_earlier_plan_who_have_no_language_or_hour_in_common_any_more_do_not_meet(crowd, what):
    round_, before = crowd
    people = {person.id: person for person in round_.people}
    for c in [c for c in before.connections if len(c.learners) > 1]:
        sharer, moved = people[c.sharer], people[c.learners[0]]
        people[c.learners[0]] = replace(moved, **what)
        people[c.sharer] = replace(sharer, languages=(*sharer.languages, "xx"), free=sharer.free | bits([(300, 304)]))
    later = replace(round_, people=tuple(people.values()))

    plan = searched(later, before=before)

    assert later != round_
    assert check(later, plan).broken == ()


def test_who_is_new_costs_from_the_start_what_others_cost_lest_every_sharer_choose_them():
    people = [Person(f"s{at}", None, ("en",), WEEK, share=(Offer("bots", 3),), learn_limit=0) for at in range(40)]
    people += [Person(f"w{at}", None, ("en",), WEEK, learn=(Wish("bots", 1, 2),), share_limit=0) for at in range(150)]
    before = searched(Round(tuple(people)))
    new = Person("new", None, ("en",), WEEK, learn=(Wish("bots", 3, 2),), share_limit=0)
    register = Register.of(Round((*people, new)))
    start, (p, topics) = Start.of(register, before), pack(register)
    market = Market(p)

    market.take(start.prices, topics)
    unpriced = market.bound()
    market.guess(np.array([one not in start.wishes for one in market.asked(topics)]))

    assert before.bound < market.bound() < before.bound + 200
    assert unpriced > before.bound + 2_000


def test_where_all_can_meet_all_the_plan_still_comes_in_time():
    people = [Person(f"s{at}", None, ("en",), WEEK, share=(Offer("bots", 3),), learn_limit=0) for at in range(100)]
    people += [Person(f"w{at}", None, ("en",), WEEK, learn=(Wish("bots", 1, 2),), share_limit=0) for at in range(110)]

    plan = plan_round(Round(tuple(people)), time_limit=8)

    assert plan.value >= 110 * 100 - 10 * 20
    assert plan.bound < 1.02 * 110 * 100


def some_choices() -> Choices:
    chance = np.random.default_rng(3)
    uses = np.array([chance.choice(30, 3, replace=False) for _ in range(150)])
    return Choices(chance.integers(50, 100, 150).astype(float), uses, np.ones(30, np.int64))


def test_a_dive_never_breaks_a_limit_nor_passes_the_relaxation():
    choices = some_choices()

    chosen = dived(choices, np.zeros(30), Dive(step=2, rest=30), lambda: 10.0)

    best, _ = best_choice(choices, np.zeros(150, bool), 1_000, 10.0)
    relaxation = relaxed(choices, np.zeros(30), lambda: 10.0)
    assert (choices.used(chosen) <= 1).all()
    assert 0 < choices.worth[chosen].sum() <= choices.worth[best].sum() <= relaxation.worth + 1e-6


def test_of_many_groups_the_relaxation_finds_the_same_whichever_it_looks_at_first(monkeypatch: pytest.MonkeyPatch):
    choices, prices = some_choices(), np.random.default_rng(4).integers(0, 90, (10, 30)).astype(float)
    whole = relaxed(choices, np.zeros(30), lambda: 10.0)
    for name, count in (("FEW", 50), ("FIRST", 20), ("MORE", 5)):
        monkeypatch.setattr(relaxing, name, count)

    for guess in prices:
        found = relaxed(choices, guess, lambda: 10.0)

        assert len(found.groups) < 150
        assert found.worth == pytest.approx(whole.worth)
        assert found.choices.places @ found.price == pytest.approx(whole.worth)
        found.hold(np.arange(150) % 2 == 0)
        assert sorted(found.groups) == list(range(0, 150, 2))
