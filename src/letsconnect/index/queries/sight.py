"""What one reader may see: the rule of `people.audience` for one person, and the same for all rows at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

import numpy as np

from letsconnect.index.queries.columns import FIELD_ROW
from letsconnect.index.queries.index import Index, with_index
from letsconnect.people.audience import FIELDS, Audience, Reader, may_see, rank_towards

Somebody = Any  # a Person, or a row with the names of Person's fields
NOTHING: frozenset[str] = frozenset()
EVERYONE, MEMBERS = int(Audience.EVERYONE), int(Audience.MEMBERS)
WIDEST = {key: int(field.widest) for key, field in FIELDS.items()}
COLUMNS = {key: f"{key}_audience" for key in FIELDS}
all_audiences = attrgetter(*COLUMNS.values())


@dataclass(frozen=True)
class Sight:
    """A reader, and what protects people from countries at risk: the countries, and the regions that show many
    people in public. `scope` holds the primary keys of an ambassador's topics."""

    reader: Reader
    scope: frozenset[int] = frozenset()
    at_risk: frozenset[str] = frozenset()
    crowded: frozenset[str] = frozenset()

    def audience(self, person: Somebody, key: str) -> int:
        """Who may see this field of the person, after all that narrows the person's own choice."""
        return narrowed(key, getattr(person, COLUMNS[key]), person.confirmed_at is not None, self.hidden(person))

    def hidden(self, person: Somebody) -> frozenset[str]:
        """The fields that would tell everyone that the person is in a country at risk."""
        if not self.at_risk:
            return NOTHING
        fields = {"group"} if person.group is not None and person.group.country in self.at_risk else set()
        if person.country in self.at_risk:
            fields |= {"country", "time_zone"} if person.region in self.crowded else {"country", "time_zone", "region"}
        return frozenset(fields)

    def rank(self, person: Somebody, shares: Iterable[int], wishes: Iterable[int]) -> Audience:
        """The reader's rank towards a person who shares and wants these topics (primary keys)."""
        if not self.scope and not self.reader.regions:
            return rank_towards(self.reader, person_id=person.pk)
        near = [
            topics
            for key, topics in (("shares", shares), ("wishes", wishes))
            if self.audience(person, key) >= Audience.TEAM and not self.scope.isdisjoint(topics)
        ]
        region = person.region if self.audience(person, "region") >= Audience.TEAM else ""
        return rank_towards(
            self.reader, person_id=person.pk, region=region, topics=self.reader.topics if near else frozenset()
        )

    def seen(self, person: Somebody, rank: Audience) -> frozenset[str]:
        """The fields a reader of this rank towards the person sees; none of somebody they are kept apart from."""
        if person.pk in self.reader.apart:
            return NOTHING
        return fields_seen(
            all_audiences(person), person.confirmed_at is not None, self.hidden(person), int(rank), self.reader.support
        )


def narrowed(key: str, chosen: int, confirmed: bool, hidden: frozenset[str]) -> int:
    """The audience of a field opened to `chosen`: public only where the person confirmed it and nothing hides it."""
    level = min(chosen, WIDEST[key])
    return MEMBERS if level == EVERYONE and (not confirmed or key in hidden) else level


@lru_cache(maxsize=5000)
def fields_seen(
    chosen: tuple[int, ...], confirmed: bool, hidden: frozenset[str], rank: int, support: bool
) -> frozenset[str]:
    """The same for all fields: most people chose alike. `chosen`: in the order of FIELDS."""
    return frozenset(
        key
        for key, level in zip(FIELDS, chosen, strict=True)
        if may_see(key, narrowed(key, level, confirmed, hidden), rank=Audience(rank), support=support)
    )


@with_index
def sight_of(index: Index, reader: Reader, scope: frozenset[int] = frozenset()) -> Sight:
    """What this reader may see at this moment."""
    return Sight(reader, scope, index.at_risk, index.crowded)


class WideSight:
    """The same rule over all rows of the index."""

    def __init__(self, index: Index, reader: Reader, scope: frozenset[int] = frozenset()) -> None:
        self.index, self.reader = index, reader
        self.rank = np.full(len(index.alive), reader.rank, np.uint8)
        near = self._regions_in_scope() | self._topics_in_scope(scope)
        np.minimum(self.rank, np.uint8(Audience.TEAM), out=self.rank, where=near)
        own = index.row_of.get(reader.person_id or 0)
        if own is not None:
            self.rank[own] = Audience.ME
        self._seen: dict[str, np.ndarray] = {}

    def _regions_in_scope(self) -> np.ndarray:
        codes = [self.index.regions[region] for region in self.reader.regions if region in self.index.regions]
        return np.isin(self.index.region, codes) & self._told_to_team("region") if codes else np.array(False)

    def _topics_in_scope(self, scope: frozenset[int]) -> np.ndarray:
        found = np.array(False)
        for row in [self.index.topics[topic] for topic in scope if topic in self.index.topics]:
            found = found | ((self.index.share[row] > 0) & self._told_to_team("shares"))
            found = found | ((self.index.wish_level[row] > 0) & self._told_to_team("wishes"))
        return found

    def _told_to_team(self, key: str) -> np.ndarray:
        return np.asarray(self.index.audience[FIELD_ROW[key]] >= np.uint8(Audience.TEAM))

    def sees(self, key: str) -> np.ndarray:
        """The rows whose field `key` the reader may see."""
        if key not in self._seen:
            self._seen[key] = self.index.audience[FIELD_ROW[key]] >= self.rank
        return self._seen[key]

    def listed(self) -> np.ndarray:
        """The rows the reader may see a name of, and for the team those who have none yet, as an import left them:
        only these are ever listed or counted. Never who is kept apart from the reader."""
        index = self.index
        nameless = ~index.has_name & ~index.has_username & (self.rank == np.uint8(Audience.TEAM))
        named = nameless | (index.has_name & self.sees("chosen_name")) | (index.has_username & self.sees("username"))
        found = np.asarray(index.alive & named)
        found[[index.row_of[pk] for pk in self.reader.apart if pk in index.row_of]] = False
        return found
