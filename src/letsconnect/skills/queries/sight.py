"""What one reader may see: the rule of `people.audience` for one person, and the same for all rows at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from letsconnect.people.audience import FIELDS, Audience, Reader, may_see, rank_towards
from letsconnect.skills.queries.columns import FIELD_ROW
from letsconnect.skills.queries.index import Index, with_index

Somebody = Any  # a Person, or a row with the names of Person's fields
TELLING_OF_COUNTRY = ("country", "time_zone")
EVERYONE, MEMBERS = int(Audience.EVERYONE), int(Audience.MEMBERS)
LIMITS = {key: (f"{key}_audience", int(field.widest)) for key, field in FIELDS.items()}


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
        column, widest = LIMITS[key]
        chosen: int = min(getattr(person, column), widest)
        if chosen == EVERYONE and (person.confirmed_at is None or self._gives_country_away(person, key)):
            return MEMBERS
        return chosen

    def _gives_country_away(self, person: Somebody, key: str) -> bool:
        if key == "group":
            return person.group is not None and person.group.country in self.at_risk
        if key == "region":
            return person.country in self.at_risk and person.region not in self.crowded
        return key in TELLING_OF_COUNTRY and person.country in self.at_risk

    def rank(self, person: Somebody, shares: Iterable[int], wishes: Iterable[int]) -> Audience:
        """The reader's rank towards a person who shares and wants these topics (primary keys)."""
        near = [
            topics
            for key, topics in (("shares", shares), ("wishes", wishes))
            if self.audience(person, key) >= Audience.TEAM and not self.scope.isdisjoint(topics)
        ]
        region = person.region if self.audience(person, "region") >= Audience.TEAM else ""
        return rank_towards(
            self.reader, person_id=person.pk, region=region, topics=self.reader.topics if near else frozenset()
        )

    def sees(self, person: Somebody, key: str, rank: Audience) -> bool:
        """Whether a reader of this rank towards the person sees the field."""
        return may_see(key, self.audience(person, key), rank=rank, support=self.reader.support)


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
        """The rows the reader may see a name of: only these are ever listed or counted."""
        index = self.index
        named = (index.has_name & self.sees("chosen_name")) | (index.has_username & self.sees("username"))
        return np.asarray(index.alive & named)
