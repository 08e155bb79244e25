"""A round and its plan in numbers: who was served, the load on sharers, and what one more of something would open.

For the team only: lines name sharers and count few people, which must reach no other eyes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matchmaker.shapes import Plan, Round
from matchmaker.telling import unlocking
from matchmaker.telling.unlocking import Unlock


@dataclass(frozen=True, slots=True)
class Served:
    """Of so many wishes so many are served; `name` is a topic, a region or a language, None where nobody said."""

    name: str | None
    wishes: int
    served: int


@dataclass(frozen=True, slots=True)
class Load:
    """The load on those who share something and may: connections led, and how evenly.

    `gini` is 0 when all lead equally many and near 1 when few lead all.
    """

    sharers: int
    never_chosen: int
    most: int
    gini: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What a plan does for a round. A wish counts under the first of its person's languages.

    `waiting` counts the wishes that wait by code. The rest says what one more of something would have unlocked:
    an upper count of wishes that would then have a possible connection, most first, at most ten; see `unlocking`.
    """

    wishes: int
    served: int
    people_wishing: int
    people_served: int
    connections: int
    by_topic: tuple[Served, ...]
    by_language: tuple[Served, ...]
    by_region: tuple[Served, ...]
    waiting: Mapping[str, int]
    load: Load
    one_more_sharer: tuple[Unlock, ...]
    one_more_half_hour: tuple[Unlock, ...]
    one_more_language: tuple[Unlock, ...]
    one_more_booking: tuple[Unlock, ...]
    one_more_connection: tuple[Unlock, ...]


def summary(round_: Round, plan: Plan, regions: Mapping[str, str | None] | None = None) -> Summary:
    """The summary of an allowed plan; by region when it is told who is of which."""
    served = {(name, c.topic) for c in plan.connections for name in c.learners}
    first = {person.id: person.languages[0] if person.languages else None for person in round_.people}
    wished = [(person.id, wish.topic) for person in round_.people for wish in person.learn]
    opened = unlocking.unlocks(round_, plan)
    return Summary(
        wishes=len(wished),
        served=len(served),
        people_wishing=len({name for name, _ in wished}),
        people_served=len({name for name, _ in served}),
        connections=len(plan.connections),
        by_topic=_lines((topic, (name, topic) in served) for name, topic in wished),
        by_language=_lines((first[name], (name, topic) in served) for name, topic in wished),
        by_region=_lines(((regions or {}).get(name), (name, topic) in served) for name, topic in wished if regions),
        waiting=dict(sorted(Counter(one.code for one in plan.waiting).items())),
        load=load(round_, plan),
        **opened,
    )


def _lines(wished: Iterable[tuple[str | None, bool]]) -> tuple[Served, ...]:
    wishes: Counter[str | None] = Counter()
    served: Counter[str | None] = Counter()
    for name, is_served in wished:
        wishes[name] += 1
        served[name] += is_served
    names = sorted(wishes, key=lambda name: (-wishes[name], name is None, name))
    return tuple(Served(name, wishes[name], served[name]) for name in names)


def load(round_: Round, plan: Plan) -> Load:
    """How the connections of a plan are spread over those who may share."""
    leads = Counter(c.sharer for c in plan.connections)
    loads = [leads[person.id] for person in round_.people if person.share and person.share_limit]
    return Load(len(loads), loads.count(0), max(loads, default=0), round(gini(loads), 4))


def gini(loads: Iterable[int]) -> float:
    """How uneven the loads are: 0 when all are equal, near 1 when few carry all."""
    ordered = sorted(loads)
    total, count = sum(ordered), len(ordered)
    ranked = sum((2 * rank - count - 1) * one for rank, one in enumerate(ordered, start=1))
    return ranked / (count * total) if total else 0.0
