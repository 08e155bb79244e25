"""The directory's rows in the matchmaker's shape: only what every member may see of a person counts for others.

Whether somebody has room for a conversation is not said here: that changes without their saying anything. Invented
people have topics of their own, so they and the others are never named to each other.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from letsconnect.index.queries.index import Index, with_index
from letsconnect.index.queries.sight import WideSight
from letsconnect.inviting.queries.standing import not_one_to_one
from letsconnect.people.audience import Audience, Reader
from letsconnect.skills.queries.one_side import without_both
from matchmaker import shapes

MANY = 900  # more people than this are asked for all at once
EXAMPLE = "example:"
MEMBER = Reader(rank=Audience.MEMBERS)
Sees = Callable[[str], bool]


class Line(NamedTuple):
    """An offer or a wish."""

    topic_id: int
    level: int
    priority: int = 0


@dataclass(frozen=True)
class Mark:
    """How far the directory was followed."""

    built: int
    day: date
    line: int


@dataclass(frozen=True)
class News:
    """Who has changed since, by primary key, as members see them now. `whole`: everybody is in it."""

    mark: Mark
    people: dict[int, shapes.Person]
    whole: bool


@with_index
def news_since(columns: Index, mark: Mark | None, known: Collection[str]) -> News:
    """Whose row has changed since the mark; of those `known` by then, who has none any more comes back as nobody."""
    now = Mark(columns.built, columns.day, columns.last[0] if columns.last else 0)
    if mark == now:
        return News(now, {}, whole=False)
    whole = mark is None or (mark.built, mark.day) != (now.built, now.day)
    rows = np.flatnonzero(columns.alive if mark is None or whole else columns.alive & (columns.changed > mark.line))
    gone = {pk: nobody(pk) for pk in map(int, known) if pk not in columns.row_of}
    return News(now, gone | _people(columns, rows), whole)


@with_index
def as_oneself(columns: Index, pk: int) -> shapes.Person | None:
    """One person with all that they said themselves, whoever else may see it; None where they have no row."""
    row = columns.row_of.get(pk)
    return None if row is None else _person(columns, row, lambda _key: True, not_one_to_one([pk]))


def topic_id(topic: str) -> int:
    """The primary key of a topic as the matchmaker has it."""
    return int(topic.removeprefix(EXAMPLE))


def nobody(pk: int) -> shapes.Person:
    """Somebody of whom nothing is used."""
    return shapes.Person(str(pk), None, (), 0, learn_limit=0, share_limit=0)


def _people(columns: Index, rows: np.ndarray) -> dict[int, shapes.Person]:
    sight, ids = WideSight(columns, MEMBER), columns.person[rows].tolist()
    listed = sight.listed()
    declined = not_one_to_one(ids if len(ids) < MANY else None)

    def seen(row: int) -> shapes.Person:
        return _person(columns, row, lambda key: bool(sight.sees(key)[row]), declined)

    return {pk: seen(row) if listed[row] else nobody(pk) for pk, row in zip(ids, rows.tolist(), strict=True)}


def _person(columns: Index, row: int, sees: Sees, declined: set[tuple[int, int]]) -> shapes.Person:
    pk = int(columns.person[row])
    offers = _offers(columns, row) if sees("shares") else []
    share, learn = without_both(
        [one for one in offers if (pk, one.topic_id) not in declined],
        _wishes(columns, row) if sees("wishes") else [],
    )
    world = EXAMPLE if columns.is_demo[row] else ""
    return shapes.Person(
        id=str(pk),
        group=str(columns.group[row]) if columns.group[row] and sees("group") else None,
        languages=_languages(columns, row) if sees("languages") else (),
        free=columns.free_in_utc(row) if sees("hours") else 0,
        learn=tuple(shapes.Wish(f"{world}{one.topic_id}", one.priority, one.level) for one in learn),
        share=tuple(shapes.Offer(f"{world}{one.topic_id}", one.level) for one in share),
        learn_limit=0,
        share_limit=0,
    )


def _offers(columns: Index, row: int) -> list[Line]:
    topics = list(columns.topics)
    return [Line(topics[at], int(columns.share[at, row])) for at in np.flatnonzero(columns.share[:, row])]


def _wishes(columns: Index, row: int) -> list[Line]:
    topics, levels, priorities = list(columns.topics), columns.wish_level[:, row], columns.wish_priority[:, row]
    return [Line(topics[at], int(levels[at]), int(priorities[at])) for at in np.flatnonzero(levels)]


def _languages(columns: Index, row: int) -> tuple[str, ...]:
    """Lower-case codes, best first."""
    codes, ranks = list(columns.languages), columns.language[:, row]
    return tuple(codes[at] for at in sorted(np.flatnonzero(ranks).tolist(), key=lambda at: int(ranks[at])))
