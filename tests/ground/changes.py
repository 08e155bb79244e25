"""The life of an entry as a room tells it: made, moved, unsure, sure again, called off."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from letsconnect.ground.calendars import CANCEL, CONFIRMED, TENTATIVE, Entry, as_ics

TITLES = ("A conversation", "이야기 ☕", "محادثة; عن, الميزانية", "Ünïcode \\ back\\slash", "x" * 200)


def entry_of(seed: int) -> Entry:
    """An entry that differs with the seed: hour, length, title, words of several lines."""
    chance = random.Random(seed)
    starts_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * chance.randrange(48 * 730))
    return Entry(
        f"meeting{seed}.person@example.org",
        0,
        starts_at,
        starts_at + timedelta(minutes=chance.choice((30, 45, 60, 90))),
        chance.choice(TITLES),
        stamp=datetime(2025, 12, 1, tzinfo=UTC),
        text="What we talk about:\n1. budget, 2. volunteers; 3. thanks\\all\n" + "語" * chance.randrange(120),
        url=f"https://example.org/connections/{seed}/",
        place=chance.choice(("", "https://meet.example.org/x", "By phone")),
    )


def versions_of(seed: int) -> Iterator[Entry]:
    """The entry as it was sent each time."""
    entry, chance = entry_of(seed), random.Random(f"moves {seed}")
    yield entry
    for _change in range(chance.randrange(1, 4)):
        move = timedelta(hours=chance.randrange(1, 72))
        for status in (TENTATIVE, CONFIRMED):
            moved = move if status == CONFIRMED else timedelta()
            entry = replace(
                entry,
                sequence=entry.sequence + 1,
                status=status,
                starts_at=entry.starts_at + moved,
                ends_at=entry.ends_at + moved,
                stamp=entry.stamp + timedelta(hours=1),
            )
            yield entry
    yield replace(entry, sequence=entry.sequence + 1, method=CANCEL, stamp=entry.stamp + timedelta(hours=1))


def changes_of(seed: int) -> list[bytes]:
    """The files of the letters that told it."""
    return [as_ics([entry], method=entry.method, to=f"reader{seed}@example.org") for entry in versions_of(seed)]


def events_in(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))
