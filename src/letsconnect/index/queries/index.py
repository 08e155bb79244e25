"""The directory as columns in memory, one copy a process: what filters, orders and counts run on.

One row for each registered, active, unsuspended person. Before every use one statement reads the lines of
`people.Change` written since, and those people are read again; who left is gone at once.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from threading import RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
from django.db.models import Max, QuerySet

from letsconnect.ground import clock
from letsconnect.index.queries.columns import FIELD_ROW, Columns
from letsconnect.index.queries.entries import Entry, all_entries, entries_of
from letsconnect.index.queries.prepared import Prepared
from letsconnect.people.audience import Audience, Reader
from letsconnect.people.models import Change, CountryAtRisk
from matchmaker import hours

P = ParamSpec("P")
T = TypeVar("T")
Line = tuple[Any, ...]  # id, person, moment
FEW = 5  # fewer people of a region than this in public, and somebody from a country at risk could be found out


class Index(Columns):
    """The columns, kept true. Hold `lock` while reading them. `kept` holds what was made from them; a change empties
    it. `built` counts how often everybody was read anew, and `changed` says each row's newest line: who keeps something
    of their own beside the columns follows by these."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = RLock()
        self.last: Line | None = None
        self.ready = False
        self.built = 0
        self.at_risk: frozenset[str] = frozenset()
        self.crowded: frozenset[str] = frozenset()
        self.day = date.min
        self.offsets: dict[str, int] = {}
        self.kept: dict[Reader, Any] = {}

    def refresh(self) -> None:
        """Make the columns say what the database says now. Two statements where nothing changed."""
        lines = _LINES.rows([self.last[0] if self.last else 0]) if self.ready else []
        if not self.ready or (self.last is not None and (not lines or lines[0] != self.last)):
            self._rebuild()
            lines = []
        changed = {person_id: line for line, person_id, _at in lines if self.last is None or line > self.last[0]}
        news = bool(changed)
        self._turn_day()
        for entry in entries_of(list(changed)):
            self._put(entry, changed.pop(entry.person_id))
        for person_id in changed:
            self.drop(person_id)
        self.last = lines[-1] if lines else self.last
        self._protect(news)

    def _rebuild(self) -> None:
        """Read everybody. The newest line is noted first: who changes meanwhile is read again next time."""
        self.ready = False
        self.clear()
        newest = Change.objects.order_by("-id").values_list("id", flat=True).first()
        self.last = _LINES.rows([newest])[0] if newest else None
        self._turn_day()
        changed = last_lines()
        for entry in all_entries():
            self._put(entry, changed.get(entry.person_id, 0))
        self.ready = True
        self.built += 1
        self._protect(True)

    def _put(self, entry: Entry, line: int) -> None:
        row = self.place(entry)
        self.changed[row] = line
        self._set_starts(row)

    def _turn_day(self) -> None:
        """On a new day the zones whose clocks changed have their people's hours moved."""
        if self.day == clock.today():
            return
        self.day = clock.today()
        moved = {zone for zone, offset in self.offsets.items() if offset != self._offset(zone)}
        self.offsets = {zone: self._offset(zone) for zone in self.offsets}
        for row in range(self.size):
            if self.zones[row] in moved:
                self._set_starts(row)

    def _offset(self, zone: str) -> int:
        return clock.offset_minutes(zone, clock.noon())

    def free_in_utc(self, row: int) -> int:
        """The half-hours of the week, in UTC, in which the person of this row is free; 0 where not said."""
        zone, free = self.zones[row], self.free[row]
        if not zone or not free:
            return 0
        if zone not in self.offsets:
            self.offsets[zone] = self._offset(zone)
        return hours.to_utc(free, self.offsets[zone])

    def _set_starts(self, row: int) -> None:
        starts = hours.starts(self.free_in_utc(row))
        self.starts[:, row], self.has_hours[row] = hours.words(starts), bool(starts)

    def _protect(self, changed: bool) -> None:
        at_risk = frozenset(code for (code,) in _AT_RISK.rows())
        if changed or at_risk != self.at_risk:
            self.kept.clear()
            self.protect(at_risk)

    def protect(self, at_risk: frozenset[str]) -> None:
        """People from countries at risk: country, and what gives it away, is never public (R88)."""
        self.at_risk = at_risk
        self.audience[:] = self.chosen
        self.crowded = self._regions_of_many()
        risky, risky_group = self._from(self.country, at_risk), self._from(self.group_country, at_risk)
        alone = ~self._from(self.region, self.crowded, self.regions)
        for field, rows in (("country", risky), ("group", risky_group), ("region", risky & alone)):
            audience = self.audience[FIELD_ROW[field]]
            np.minimum(audience, np.uint8(Audience.MEMBERS), out=audience, where=rows)

    def _from(self, column: np.ndarray, codes: Iterable[str], names: dict[str, int] | None = None) -> np.ndarray:
        names = self.countries if names is None else names
        return np.isin(column, [names[code] for code in codes if code in names])

    def _regions_of_many(self) -> frozenset[str]:
        """Regions in which at least a few people show themselves and their region to everyone."""
        public = self.chosen == np.uint8(Audience.EVERYONE)
        named = (public[FIELD_ROW["chosen_name"]] & self.has_name) | (public[FIELD_ROW["username"]] & self.has_username)
        shown = self.alive & ~self.is_demo & named & public[FIELD_ROW["region"]]
        count = np.bincount(self.region[shown], minlength=len(self.regions) + 1)
        return frozenset(region for region, code in self.regions.items() if count[code] >= FEW)


def _lines_from(ids: list[int]) -> QuerySet[Any, Any]:
    """The last line seen and those after it."""
    return Change.objects.filter(id__gte=ids[0]).order_by("id").values_list("id", "person_id", "at")


_LINES = Prepared(_lines_from)
_AT_RISK = Prepared(lambda _ids: CountryAtRisk.objects.values_list("code"))


def last_lines() -> dict[int, int]:
    """Each person's newest line."""
    return dict(Change.objects.values_list("person_id").annotate(newest=Max("id")).values_list("person_id", "newest"))


_INDEX = Index()


def with_index(query: Callable[Concatenate[Index, P], T]) -> Callable[P, T]:
    """Decorator: the query is given this process's index, fresh and held still while it runs."""

    @wraps(query)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        with _INDEX.lock:
            _INDEX.refresh()
            return query(_INDEX, *args, **kwargs)

    return asked


def forget_index() -> None:
    """Let the next use read everybody again (another database: tests, benchmarks)."""
    with _INDEX.lock:
        _INDEX.ready = False
