"""One person of a file on their way in: who they are, what they said, and what had to be left."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from letsconnect.people.models import Person
from letsconnect.reading.parcel import Source
from letsconnect.reading.registration import Newcomer


@dataclass(slots=True)
class Arrival:
    """A newcomer beside the person they are here."""

    newcomer: Newcomer
    person: Person
    source: Source
    is_new: bool
    changed: set[str] = field(default_factory=set)
    listed: list[tuple[int, str, str, str]] = field(default_factory=list)
    kept: dict[tuple[int, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def name(self) -> str:
        return self.newcomer.name() or self.person.public_id

    def where(self, question: str) -> str:
        return self.source.row(self.newcomer.rows_of.get(question, self.newcomer.rows[-1]))

    def list(self, question: str, value: str, reason: str, *, row: int | None = None) -> None:
        """Tell the team about an answer that was not taken."""
        at = row if row is not None else self.newcomer.rows_of.get(question, self.newcomer.rows[-1])
        self.listed.append((at, self.source.column(question), value, reason))

    def keep(self, row: int, column: str, value: str, reason: str) -> None:
        """The same, and keep the words on the person until somebody has mended them."""
        self.listed.append((row, column, value, reason))
        self.kept[row, column[:300], reason].append(value)

    def is_newer(self, question: str) -> bool:
        """Whether this answer was given after the one an earlier import brought."""
        before = self.person.provenance.get(question)
        if not before:
            return True
        return moment_key(self.newcomer.moments.get(question)) >= (before.get("at") or "")

    def mark(self, question: str, **more: Any) -> None:
        """Note where an answer that was taken comes from."""
        at = moment_key(self.newcomer.moments.get(question))
        self.person.provenance[question] = {"from": self.where(question), "at": at, **more}
        self.changed.add("provenance")

    def was_said_here(self, key: str) -> bool:
        """Whether the person has spoken of this on the site: newer than any import."""
        return key in self.person.said


def moment_key(moment: datetime | None) -> str:
    """Sorts like the moment; what could not be read comes first."""
    return moment.isoformat() if moment else ""
