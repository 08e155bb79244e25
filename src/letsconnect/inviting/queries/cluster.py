"""A cluster: up to two others who want to learn the same of the same sharer, asked along in one invitation.

Only from what the reader may see of them, and only who can take a conversation at this very moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from letsconnect.connections.models.connection import MOST_LEARNERS
from letsconnect.directory.queries.cards import Card, cards_by_id
from letsconnect.directory.queries.tellings import facts_of
from letsconnect.directory.queries.topics import TopicLabel, catalogue
from letsconnect.index.queries.fit import common_starts, level_percent, me_in, shuffled
from letsconnect.index.queries.index import Index, with_index
from letsconnect.index.queries.sight import WideSight
from letsconnect.inviting.queries.standing import standings
from letsconnect.matching.queries.met import met_by, resting_from
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import kept_apart_from

OTHERS = MOST_LEARNERS - 1  # beside whoever invites
LOOKED_AT = 20


@dataclass(frozen=True)
class Other:
    """Somebody who could join: as the reader sees them."""

    person: Person
    card: Card


def others_for(me: Person, reader: Reader, sharer: Person, topic: TopicLabel, language: str) -> tuple[Other, ...]:
    """At most two who want this topic, speak this language and are free when the two are. Never who is kept apart from
    either, nor who knows the sharer already."""
    named = _named(reader, sharer.pk, topic.pk, language.lower())
    not_these = {*reader.apart, *kept_apart_from(sharer.pk), *resting_from(me), *resting_from(sharer), *met_by(sharer)}
    room = standings([pk for pk in named if pk not in not_these]) if named else {}
    some = [pk for pk in named if pk in room and room[pk].learn]
    cards = cards_by_id(facts_of(some), reader, catalogue()) if some else {}
    shown = _not_apart(pk for pk in some if pk in cards and cards[pk].profile.name)
    people = Person.objects.in_bulk(shown)
    return tuple(Other(people[pk], cards[pk]) for pk in shown if pk in people)


def _not_apart(found: Iterable[int]) -> list[int]:
    """The first few of whom no two are kept apart."""
    some: list[int] = []
    for pk in found:
        if len(some) < OTHERS and kept_apart_from(pk).isdisjoint(some):
            some.append(pk)
    return some


@with_index
def _named(columns: Index, reader: Reader, sharer: int, topic: int, language: str) -> list[int]:
    """Primary keys, who wants it soonest first, and for each reader in an order of their own."""
    me, other, line = me_in(columns, reader.person_id), columns.row_of.get(sharer), columns.topics.get(topic)
    if me is None or other is None or line is None or language not in columns.languages:
        return []
    sight = WideSight(columns, reader)
    if not all(sight.sees(key)[other] for key in ("shares", "languages", "hours")):
        return []
    level, together = int(columns.share[line, other]), columns.starts[:, me.row] & columns.starts[:, other]
    suits = np.array([sought > 0 and level_percent(level, sought) > 0 for sought in range(5)])
    rows = sight.listed() & ~columns.is_demo & suits[columns.wish_level[line]] & sight.sees("wishes")
    rows &= (columns.language[columns.languages[language]] > 0) & sight.sees("languages")
    rows &= (common_starts(columns, tuple(together.tolist())) > 0) & sight.sees("hours")
    if columns.group[other] and sight.sees("group")[other]:
        rows &= ~((columns.group == columns.group[other]) & sight.sees("group"))
    rows[[me.row, other]] = False
    found = np.flatnonzero(rows)
    order = np.lexsort((shuffled(columns.person[found], me.person_id), -columns.wish_priority[line, found].astype(int)))
    return [int(pk) for pk in columns.person[found[order]][:LOOKED_AT]]


def people_of(others: Iterable[Other], public_ids: Iterable[str]) -> tuple[Person, ...]:
    """Those of the others who are named."""
    named = set(public_ids)
    return tuple(one.person for one in others if one.person.public_id in named)
