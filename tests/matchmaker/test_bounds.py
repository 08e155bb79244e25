"""What prices prove, against a slow reading of the contract: every group at every sharer, one after another."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.checking import Book, worth
from matchmaker.proofs.certifying import Pricing, tariff
from matchmaker.proofs.people import columns, touching
from matchmaker.shapes import Certificate, Interpretation, Offer, Person, Plan, Policy, Round, Wish, pair
from tests.matchmaker.rounds import bits, policies, rounds

MANY = 3000 if os.environ.get("DRILLS") == "full" else 400
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))
tongues = st.sampled_from([("en",), ("en",), ("en",), ("en", "ar"), ("ar",), ("ko", "ar")])
groups = st.sampled_from([None, None, None, None, "g1", "g2"])
SPANS = [[(20, 26)], [(20, 26)], [(20, 26)], [(20, 24)], [(22, 26)], [(20, 23), (334, 339)], [(334, 339)]]
evenings = st.sampled_from(SPANS).map(bits)
offers = st.lists(st.sampled_from(["bots", "maps"]), min_size=1, unique=True).flatmap(
    lambda topics: st.tuples(*(st.builds(Offer, st.just(topic), st.integers(2, 4)) for topic in topics))
)


@st.composite
def crowds(draw: st.DrawFn) -> Round:
    """A round in which many want the same from few, and many of them must never meet."""
    weeks = draw(st.sampled_from([1, 1, 2]))
    people = [draw(members(f"p{at}", weeks)) for at in range(draw(st.integers(4, 8)))]
    sharers = [replace(draw(members(f"s{at}", weeks)), share=draw(offers)) for at in range(draw(st.integers(1, 2)))]
    cast = (*people, *(replace(one, learn=tuple(w for w in one.learn if w.topic == "law")) for one in sharers))
    twos = st.lists(st.sampled_from([one.id for one in cast]), min_size=2, max_size=2, unique=True)
    pools = draw(st.sets(st.sampled_from([("ar", "en"), ("en", "ko")])))
    return Round(
        people=cast,
        weeks=weeks,
        met=draw(st.frozensets(twos.map(lambda two: pair(*two)), max_size=2)),
        never=draw(st.frozensets(twos.map(lambda two: pair(*two)), max_size=8)),
        interpretation=tuple(Interpretation(two, draw(st.integers(0, 2))) for two in sorted(pools)),
        policy=draw(st.just(Policy()) | policies),
    )


@st.composite
def members(draw: st.DrawFn, name: str, weeks: int) -> Person:
    """Somebody who wants some topics, and may have what a sharer wants."""
    wanted = draw(st.sampled_from([{"bots"}, {"bots"}, {"bots"}, {"maps"}, {"bots", "maps"}]))
    law = draw(st.sampled_from(["shared", "wanted", "neither"]))
    wanted = wanted | {"law"} if law == "wanted" else wanted
    return Person(
        id=name,
        group=draw(groups),
        languages=draw(tongues),
        free=draw(evenings),
        learn=tuple(
            Wish(topic, draw(st.integers(1, 3)), draw(st.sampled_from([1, 2, 2, 3]))) for topic in sorted(wanted)
        ),
        share=(Offer("law", 2),) if law == "shared" else (),
        learn_limit=draw(st.sampled_from([0, 1, 1, 1, 2, 4])),
        share_limit=draw(st.sampled_from([0, 1, 1, 1, 2, 4])),
        equity=draw(st.sampled_from([0, 0, 50, 100])),
        free_weeks=draw(st.just(()) | st.just(()) | st.tuples(*[evenings] * weeks)),
    )


@st.composite
def priced(draw: st.DrawFn, round_: Round) -> Certificate:
    """Some prices in thousandths, for some of the people, wishes and bookings of a round."""
    amounts = st.integers(0, 60_000).map(lambda thousandths: thousandths / 1000) | st.sampled_from([0.0, 40.0])
    wishes = [(one.id, wish.topic) for one in round_.people for wish in one.learn]
    return Certificate(
        learners={one.id: draw(amounts) for one in round_.people if draw(st.integers(0, 3)) == 0},
        wishes=tuple((name, topic, draw(amounts)) for name, topic in wishes if draw(st.integers(0, 3)) == 0),
        interpretation=tuple((pool.languages, draw(amounts)) for pool in round_.interpretation),
    )


def slow_most(round_: Round, certificate: Certificate) -> dict[str, int]:
    """The most that any allowed connection of each sharer is worth beyond its prices, in thousandths."""
    most = {one.id: 0 for one in round_.people}
    for sharer, topic, learners in every_group(round_):
        book = Book.of(round_)
        gains = sum(sum(worth(book, sharer, one, topic).values()) for one in learners)
        gains -= round_.policy.group_cost[len(learners) - 1]
        ids = {one.id for one in learners}
        prices = sum(thousand(price) for name, price in certificate.learners.items() if name in ids)
        prices += sum(thousand(price) for name, about, price in certificate.wishes if name in ids and about == topic)
        for way in ways(round_, certificate, (sharer, *learners)):
            most[sharer.id] = max(most[sharer.id], 1000 * gains - prices - way)
    return most


def every_group(round_: Round) -> Iterator[tuple[Person, str, tuple[Person, ...]]]:
    """All sets of one to three learners at all offers who may meet there, whatever they talk in."""
    starts = {one.id: starts_of(round_, one) for one in round_.people}
    for sharer in round_.people:
        for offer in sharer.share if sharer.share_limit else ():
            could = [one for one in round_.people if may_learn(round_, sharer, offer, one)]
            for size in (1, 2, 3):
                for learners in combinations(could, size):
                    apart = any(pair(a.id, b.id) in round_.never for a, b in combinations(learners, 2))
                    if not apart and set.intersection(*(starts[one.id] for one in (sharer, *learners))):
                        yield sharer, offer.topic, learners


def may_learn(round_: Round, sharer: Person, offer: Offer, one: Person) -> bool:
    sought = [wish.level for wish in one.learn if wish.topic == offer.topic]
    same = sharer.group is not None and sharer.group == one.group
    known = pair(sharer.id, one.id) in round_.met | round_.never
    return bool(one.learn_limit and sought and offer.level >= sought[0] - 1 and not same and not known)


def starts_of(round_: Round, one: Person) -> set[tuple[int, int]]:
    free = [one.free_in(week) for week in range(round_.weeks)]
    slots = [(week, slot) for week in range(round_.weeks) for slot in range(336)]
    return {(week, slot) for week, slot in slots if all(free[week] >> (slot + n) % 336 & 1 for n in (0, 1, 2))}


def ways(round_: Round, certificate: Certificate, people: tuple[Person, ...]) -> list[int]:
    """What talking costs these people, in thousandths: nothing in a common language, else each booking's cost."""
    spoken = [set(one.languages) for one in people]
    found = [0] if set.intersection(*spoken) else []
    for pool in round_.interpretation:
        if pool.bookings and all(tongues & set(pool.languages) for tongues in spoken):
            price = dict(certificate.interpretation).get(pool.languages, 0.0)
            found.append(1000 * round_.policy.interpretation_cost + thousand(price))
    return found


def thousand(price: float) -> int:
    return round(1000 * price)


def pricing(round_: Round, certificate: Certificate) -> Pricing:
    book = Book.of(round_)
    prices = tariff(book, Plan((), (), 0, 0, certificate))
    assert prices.wrong == []
    return Pricing(book, prices)


@settings(patient, max_examples=MANY)
@given(
    (crowds() | crowds() | crowds() | rounds(most=8)).flatmap(lambda round_: st.tuples(st.just(round_), priced(round_)))
)
def test_each_sharers_best_beyond_prices_is_the_best_of_all_groups(case):
    round_, certificate = case

    found = pricing(round_, certificate)

    most = slow_most(round_, certificate)
    assert {one.id: found.most().get(one.id, 0) for one in round_.people} == most
    total = sum(one.share_limit * most[one.id] for one in round_.people)
    total += sum(one.learn_limit * thousand(certificate.learners.get(one.id, 0)) for one in round_.people)
    total += sum(thousand(price) for _, _, price in certificate.wishes)
    bookings = {pool.languages: pool.bookings for pool in round_.interpretation}
    total += sum(thousand(price) * bookings[two] for two, price in certificate.interpretation)
    assert found.bound() == total // 1000


EARLY, LATE = bits([(20, 23)]), bits([(30, 33)])


def learner(name: str, equity: int, free: int = EARLY | LATE) -> Person:
    return Person(name, None, ("en",), free, (Wish("bots", 1, 1),), share_limit=0, equity=equity)


SHARER = Person("s", None, ("en",), EARLY | LATE, share=(Offer("bots", 1),), learn_limit=0)
COSTS = Policy((0, 0, 0), 0, 0, 0, 0, (0, 0, 0), 0)


def test_who_must_never_meet_does_not_sit_together_in_what_prices_prove():
    four = [learner("a", 100), learner("b", 90), learner("c", 80), learner("d", 70)]
    never = frozenset({("a", "b"), ("a", "c"), ("a", "d")})

    apart = pricing(Round((*four, SHARER), 1, never=never, policy=COSTS), Certificate())
    together = pricing(Round((*four, SHARER), 1, policy=COSTS), Certificate())

    assert (apart.bound(), together.bound()) == (90 + 80 + 70, 100 + 90 + 80)


def test_who_must_not_meet_somebody_sits_with_others_at_another_time():
    four = [learner("a", 100, EARLY), learner("b", 90), learner("c", 80, LATE), learner("d", 70, LATE)]

    apart = pricing(Round((*four, SHARER), 1, never=frozenset({("a", "b")}), policy=COSTS), Certificate())

    assert apart.bound() == 90 + 80 + 70


def test_a_crowd_that_must_never_meet_is_added_up_soon():
    many = [learner(f"p{at:03}", at % 100) for at in range(200)]
    never = frozenset(pair(one.id, other.id) for one, other in combinations(many, 2))

    assert pricing(Round((*many, SHARER), 1, never=never, policy=COSTS), Certificate()).bound() == 99


@settings(patient, max_examples=300)
@given(st.lists(st.integers(0, 1 << 200), min_size=1, max_size=6), st.integers(0, 1 << 260))
def test_bit_sets_side_by_side_touch_where_they_have_a_bit_in_common(sets, bits):
    assert np.array_equal(touching(columns(sets), bits), [bool(one & bits) for one in sets])
