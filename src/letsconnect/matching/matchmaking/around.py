"""The next best: a small round around the people whom an invitation that came to nothing left free."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from matchmaker import hours
from matchmaker.reading import connection_from
from matchmaker.shapes import Connection, Interpretation, Person, Round, pair

Json = dict[str, Any]


def around(round_: Round, freed: Collection[str], *, out: Collection[str] = ()) -> Round:
    """The part of the round that can meet the freed: everybody who shares what a freed person wants to learn, or
    wants what one of them shares, with nothing else they share or want. `out` are not asked again."""
    ours = [one for one in round_.people if one.id in freed and one.id not in out]
    wanted = {wish.topic for one in ours if one.learn_limit for wish in one.learn}
    offered = {offer.topic for one in ours if one.share_limit for offer in one.share}
    people = [one if one.id in freed else _only(one, wanted, offered) for one in round_.people if one.id not in out]
    people = [one for one in people if one.learn or one.share]
    known = {one.id for one in people}
    return replace(
        round_,
        people=tuple(people),
        met=frozenset(two for two in round_.met if known.issuperset(two)),
        never=frozenset(two for two in round_.never if known.issuperset(two)),
    )


def beside(round_: Round, held: Sequence[Json], booked: Sequence[Json]) -> Round:
    """What is left of a round beside connections already proposed and not sent (`held`): places, hours, pairs; and
    interpreters beside those `booked`."""
    connections = [connection_from(one, "held") for one in held]
    leads = Counter(c.sharer for c in connections)
    learns = Counter(name for c in connections for name in c.learners)
    served = {(name, c.topic) for c in connections for name in c.learners}
    known = {one.id for one in round_.people}
    meetings = {pair(c.sharer, name) for c in connections for name in c.learners}
    return replace(
        round_,
        people=tuple(
            replace(
                _without(one, [c for c in connections if one.id in c.people], round_.weeks),
                learn=tuple(wish for wish in one.learn if (one.id, wish.topic) not in served),
                learn_limit=max(0, one.learn_limit - learns[one.id]),
                share_limit=max(0, one.share_limit - leads[one.id]),
            )
            for one in round_.people
        ),
        met=round_.met | {two for two in meetings if known.issuperset(two)},
        interpretation=tuple(_left(round_.interpretation, [connection_from(one, "booked") for one in booked])),
    )


def with_one_of(found: Iterable[Json], freed: Collection[str]) -> list[Json]:
    """The connections that hold at least one of the freed."""
    return [one for one in found if {one["sharer"], *one["learners"]} & set(freed)]


def _only(person: Person, wanted: set[str], offered: set[str]) -> Person:
    return replace(
        person,
        share=tuple(offer for offer in person.share if offer.topic in wanted),
        learn=tuple(wish for wish in person.learn if wish.topic in offered),
    )


def _without(person: Person, theirs: list[Connection], weeks: int) -> Person:
    if not theirs:
        return person
    left = [person.free_in(week) for week in range(weeks)]
    for c in theirs:
        left[c.week] &= ~(((1 << hours.SESSION) - 1) << c.slot)
    return replace(person, free=left[0], free_weeks=tuple(left) if len(set(left)) > 1 else ())


def _left(pools: Iterable[Interpretation], booked: list[Connection]) -> Iterable[Interpretation]:
    used = Counter(pair(*c.interpretation) for c in booked if c.interpretation)
    for pool in pools:
        yield replace(pool, bookings=max(0, pool.bookings - used[pair(*pool.languages)]))
