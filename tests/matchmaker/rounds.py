"""Rounds for tests: small random ones that press on every rule at once, and towns of many people."""

import random

from hypothesis import strategies as st

from matchmaker.shapes import Interpretation, Offer, Person, Policy, Round, Wish, pair

TOPICS = ["budget", "bots", "law", "maps"]
TONGUES = ["en", "ar", "ko", "sw"]
SPANS = [(20, 23), (20, 24), (21, 24), (22, 25), (23, 27), (100, 103), (334, 337), (335, 339), (0, 3)]

spans = st.lists(st.sampled_from(SPANS), min_size=1, max_size=2)
weeks_free = spans.map(lambda held: bits(held))


def bits(ranges: list[tuple[int, int]]) -> int:
    """Half-hours as a bit set, the plain way."""
    return sum(1 << t for t in {at % 336 for start, end in ranges for at in range(start, end)})


@st.composite
def people(draw: st.DrawFn, number: int, weeks: int) -> Person:
    topics = draw(st.permutations(TOPICS))
    cut = draw(st.integers(0, 3))
    learn = [Wish(t, draw(st.integers(1, 3)), draw(st.integers(1, 3))) for t in topics[:cut]]
    share = [Offer(t, draw(st.integers(1, 4))) for t in topics[cut : cut + draw(st.integers(0, 2))]]
    moving = draw(st.integers(0, 9)) == 0
    return Person(
        id=f"p{number}",
        group=draw(st.sampled_from([None, "g1", "g2", "g3"])),
        languages=tuple(draw(st.lists(st.sampled_from(TONGUES), min_size=1, max_size=2, unique=True))),
        free=draw(weeks_free),
        learn=tuple(sorted(learn, key=lambda one: one.topic)),
        share=tuple(sorted(share, key=lambda one: one.topic)),
        learn_limit=draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4])),
        share_limit=draw(st.sampled_from([0, 1, 1, 2, 3, 4])),
        equity=draw(st.sampled_from([0, 0, 50, 100])),
        free_weeks=tuple(draw(weeks_free) for _ in range(weeks)) if moving else (),
    )


def policies_of(points: st.SearchStrategy[int], percent: st.SearchStrategy[int], cost: st.SearchStrategy[int]):
    """Policies made of these numbers."""
    return st.builds(
        Policy,
        priority=st.tuples(*[points] * 3),
        same_or_one_above=percent,
        further_above=percent,
        one_below=percent,
        reciprocity=points,
        group_cost=st.tuples(*[cost] * 3).map(lambda costs: tuple(sorted(costs))),
        interpretation_cost=cost,
    )


extremes = [st.sampled_from([0, most - 1, most]) for most in (1_000_000, 10_000, 1_000_000_000)]
small = policies_of(st.integers(0, 60), st.integers(0, 120), st.integers(0, 60))
policies = st.just(Policy()) | small | policies_of(*extremes)


@st.composite
def rounds(draw: st.DrawFn, most: int = 6) -> Round:
    """A round of up to so many people, in one to three weeks."""
    weeks = draw(st.sampled_from([1, 1, 2, 3]))
    cast = tuple(draw(people(at, weeks)) for at in range(draw(st.integers(0, most))))
    ids = [person.id for person in cast]
    twos = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(lambda two: pair(*two))
    some = st.frozensets(twos, max_size=2) if len(ids) > 1 else st.just(frozenset())
    pools = draw(st.lists(st.sampled_from([("en", "ar"), ("ko", "en"), ("sw", "ar")]), max_size=2, unique=True))
    pools.sort(key=lambda two: pair(*two))
    return Round(
        people=cast,
        weeks=weeks,
        met=draw(some),
        never=draw(some),
        interpretation=tuple(
            Interpretation(two, draw(st.integers(0, 2))) for two in sorted(pools, key=lambda two: pair(*two))
        ),
        policy=draw(policies),
    )


def town(people: int, seed: int) -> Round:
    """A round of so many people who share and seek ten topics in three languages."""
    chance = random.Random(seed)
    cast = []
    for at in range(people):
        topics = chance.sample([f"t{number}" for number in range(10)], 4)
        cast.append(
            Person(
                f"p{at:03}",
                f"g{chance.randrange(12)}",
                tuple(chance.sample(["en", "fr", "sw"], chance.choice([1, 1, 2]))),
                bits([(start := chance.randrange(40), start + 8), (start + 100, start + 104)]),
                learn=tuple(Wish(topic, chance.randint(1, 3), chance.randint(1, 3)) for topic in sorted(topics[:3])),
                share=(Offer(topics[3], chance.randint(1, 4)),) if chance.random() < 0.5 else (),
                learn_limit=chance.choice([1, 1, 2]),
                share_limit=chance.choice([1, 2]),
                equity=chance.choice([0, 50]),
            )
        )
    return Round(tuple(cast), interpretation=(Interpretation(("en", "fr"), 2),))
