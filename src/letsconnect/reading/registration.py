"""What somebody told a form: the values an import has understood, and the words it has not."""

from dataclasses import dataclass, field, fields
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Unclear:
    """A value that somebody of the team should look at: where it stood, what it said, and why."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A topic to share or to learn: the topic's slug, or else the person's own words."""

    topic: str | None
    words: str

    def same_as(self) -> tuple[str | None, str]:
        """Two wishes with the same answer here are one wish."""
        return (self.topic, "") if self.topic else (None, self.words.casefold())


@dataclass(frozen=True, slots=True)
class Said:
    """The answers of one registration; None, or an empty tuple, says nothing. `levels`: a language's code and how well
    it is spoken, as `SpokenLanguage.Level` counts, where the source says so."""

    full_name: str | None = None
    group: str | None = None
    role: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    learn: tuple[Wish, ...] = ()
    share: tuple[Wish, ...] = ()
    clinic: str | None = None
    one_to_one: bool | None = None
    hours: int | None = None
    consent: str | None = None
    support: str | None = None
    conduct: bool | None = None
    remarks: str | None = None

    def spoken(self) -> list[str]:
        """The names of the answers that say something."""
        return [answer.name for answer in fields(self) if getattr(self, answer.name) not in (None, ())]


@dataclass(frozen=True, slots=True)
class Registration:
    """One record of a file, read: who, when, what was said, and what was not understood."""

    row: int
    username: str | None
    email: str | None
    at: datetime | None
    said: Said = Said()
    unclear: tuple[Unclear, ...] = ()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """All registrations of one person, joined: the later answer counts.

    `rows_of` says in which row each answer stood, `moments` when that was given.
    """

    username: str | None
    email: str | None
    at: datetime | None
    rows: tuple[int, ...]
    said: Said
    rows_of: dict[str, int] = field(default_factory=dict)
    moments: dict[str, datetime | None] = field(default_factory=dict)
    unclear: tuple[Unclear, ...] = ()

    def name(self) -> str:
        """How the report calls the person."""
        return self.username or self.email or ""
