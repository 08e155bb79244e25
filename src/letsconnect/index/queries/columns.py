"""Columns that grow: one row a person, freed rows used again. Knows NumPy, not the database."""

from typing import Any

import numpy as np

from letsconnect.index.queries.entries import INDEXED, TEXTS, Entry
from letsconnect.index.queries.texts import TextColumn
from matchmaker import hours

FIELD_ROW = {key: row for row, key in enumerate(INDEXED)}
ROOM = 256


class Columns:
    """Everything about row r stands at index r of each array, or column r of each table."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everybody."""
        self.size = 0
        self.row_of: dict[int, int] = {}
        self.unused: list[int] = []
        self.topics: dict[int, int] = {}
        self.languages: dict[str, int] = {}
        self.regions: dict[str, int] = {}
        self.countries: dict[str, int] = {}
        self.groups: dict[int, tuple[str, bytes]] = {}
        self.zones: list[str] = []
        self.free: list[int] = []
        self.texts = {field: TextColumn() for field in TEXTS}
        self._make()

    def _make(self) -> None:
        def row(kind: Any) -> np.ndarray:
            return np.zeros(ROOM, kind)

        def table(height: int, kind: Any) -> np.ndarray:
            return np.zeros((height, ROOM), kind)

        self.speaks, self.has_hours = row(bool), row(bool)
        self.alive, self.is_demo, self.has_name, self.has_username = row(bool), row(bool), row(bool), row(bool)
        self.person, self.fresh, self.changed = row(np.int64), row(np.int64), row(np.int64)
        self.region, self.country, self.group_country = row(np.int16), row(np.int16), row(np.int16)
        self.group, self.paused_until = row(np.int64), row(np.int32)
        self.chosen, self.audience = table(len(INDEXED), np.uint8), table(len(INDEXED), np.uint8)
        self.starts = table(hours.WORDS, np.uint64)
        self.share, self.wish_level, self.wish_priority = table(0, np.uint8), table(0, np.uint8), table(0, np.uint8)
        self.language = table(0, np.uint8)

    def _widen(self) -> None:
        """Room for a quarter more people."""
        room = len(self.alive) // 4 + ROOM
        for name, column in vars(self).items():
            if isinstance(column, np.ndarray):
                margin = [(0, 0)] * (column.ndim - 1) + [(0, room)]
                setattr(self, name, np.pad(column, margin))

    def _heighten(self, *names: str) -> None:
        """One more line in each of these tables."""
        for name in names:
            table = getattr(self, name)
            setattr(self, name, np.vstack([table, np.zeros((1, table.shape[1]), table.dtype)]))

    def topic_row(self, topic_id: int) -> int:
        """Where a topic stands in `share`, `wish_level` and `wish_priority`."""
        if topic_id not in self.topics:
            self.topics[topic_id] = len(self.topics)
            self._heighten("share", "wish_level", "wish_priority")
        return self.topics[topic_id]

    def language_row(self, code: str) -> int:
        """Where a language (lower case) stands in `language`."""
        if code not in self.languages:
            self.languages[code] = len(self.languages)
            self._heighten("language")
        return self.languages[code]

    def place(self, entry: Entry) -> int:
        """Write a person's row, the old one or a new one; answers which."""
        row = self.row_of.get(entry.person_id)
        row = self._new_row(entry.person_id) if row is None else row
        self._write_facts(row, entry)
        self._write_topics(row, entry)
        self._write_texts(row, entry)
        return row

    def drop(self, person_id: int) -> None:
        """Forget one person, if known."""
        row = self.row_of.pop(person_id, None)
        if row is None:
            return
        self.alive[row] = False
        for column in self.texts.values():
            column.write(row, b"")
        self.zones[row], self.free[row] = "", 0
        self.share[:, row] = self.wish_level[:, row] = self.wish_priority[:, row] = self.language[:, row] = 0
        self.starts[:, row] = 0
        self.speaks[row] = self.has_hours[row] = False
        self.unused.append(row)

    def _new_row(self, person_id: int) -> int:
        if self.unused:
            row = self.unused.pop()
        else:
            row, self.size = self.size, self.size + 1
            self.zones.append("")
            self.free.append(0)
            if row >= len(self.alive):
                self._widen()
        self.row_of[person_id] = row
        return row

    def _write_facts(self, row: int, entry: Entry) -> None:
        self.alive[row], self.is_demo[row] = True, entry.is_demo
        self.has_name[row], self.has_username[row] = entry.has_name, entry.has_username
        self.person[row], self.fresh[row] = entry.person_id, entry.fresh
        self.region[row] = _number(self.regions, entry.region)
        self.country[row] = _number(self.countries, entry.country)
        self.group[row] = entry.group_id
        self.group_country[row] = _number(self.countries, entry.group_country)
        if entry.group_id:
            self.groups[entry.group_id] = (entry.group_slug, entry.group_text)
        self.paused_until[row] = entry.paused_until
        self.chosen[:, row] = self.audience[:, row] = entry.audiences
        self.zones[row], self.free[row] = entry.zone, entry.free

    def _write_topics(self, row: int, entry: Entry) -> None:
        self.share[:, row] = self.wish_level[:, row] = self.wish_priority[:, row] = self.language[:, row] = 0
        for topic_id, level in entry.shares:
            place = self.topic_row(topic_id)  # may make the tables higher: first
            self.share[place, row] = level
        for topic_id, level, priority in entry.wishes:
            place = self.topic_row(topic_id)
            self.wish_level[place, row], self.wish_priority[place, row] = level, priority
        self.speaks[row] = bool(entry.languages)
        for rank, code in enumerate(entry.languages[:200], start=1):
            place = self.language_row(code)
            self.language[place, row] = rank

    def _write_texts(self, row: int, entry: Entry) -> None:
        for field, column in self.texts.items():
            column.write(row, entry.texts.get(field, b""))


def _number(numbers: dict[str, int], code: str) -> int:
    """A small number for a code; 0 for none."""
    return numbers.setdefault(code, len(numbers) + 1) if code else 0
