"""Times as people read them, around every change of clocks (Q12): page, letter and calendar entry, held against the C
library, which reads the rules of zones by code of its own."""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

import pytest
import tzdata
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.entries import entry_for
from letsconnect.connections.queries.whens import When, when
from letsconnect.connections.times import local, moments_of
from letsconnect.ground.calendars import PUBLISH, as_ics
from letsconnect.people.models import Person
from tests.figures import FULL, Figure

ZONES = (
    *("Asia/Kathmandu", "America/St_Johns", "Asia/Seoul", "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut"),
    *("Pacific/Apia", "Pacific/Auckland", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Accra", "Europe/Paris"),
    *("America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Jerusalem", "America/Havana", "Asia/Gaza"),
    *("America/Santiago", "Pacific/Chatham", "Europe/Chisinau", "Pacific/Kiritimati", "Africa/Lagos", "Asia/Tehran"),
)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHIPPED = f"{Path(tzdata.__file__).parent}/zoneinfo"
RULES = next((folder for folder in TZPATH if Path(folder, "Asia/Seoul").exists()), SHIPPED)
SEED = 7
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def changes_of(zone: str) -> Iterator[datetime]:
    """The hours in which the clock of a zone changes; a new year where it never does."""
    at, found = FIRST, False
    while at < LAST:
        if at.astimezone(ZoneInfo(zone)).utcoffset() != (at + HOUR).astimezone(ZoneInfo(zone)).utcoffset():
            found = True
            yield at
        at += HOUR
    if not found:
        yield datetime(2027, 1, 1, tzinfo=UTC)


@cache
def cases() -> list[tuple[str, datetime]]:
    """Every hour of the two days and a bit before and after each change."""
    hours = [(zone, at + n * HOUR) for zone in ZONES for at in changes_of(zone) for n in range(-51, 52)]
    return hours if FULL else random.Random(SEED).sample(hours, len(hours) // 10)


@pytest.fixture
def c_library() -> Iterator[None]:
    """The C library reads the same rules as Python, by its own code."""
    before = {name: os.environ.get(name) for name in ("TZ", "TZDIR")}
    os.environ["TZDIR"] = str(RULES)
    yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    time.tzset()


def shown_by_c(at: datetime, zone: str) -> time.struct_time:
    os.environ["TZ"] = zone
    time.tzset()
    return time.localtime(int(at.timestamp()))


def clock_of(here: time.struct_time) -> str:
    return f"{here.tm_hour % 12 or 12}:{here.tm_min:02d}\u202f{'PM' if here.tm_hour >= 12 else 'AM'}"


def day_of(here: time.struct_time) -> str:
    return f"{DAYS[here.tm_wday]}, {MONTHS[here.tm_mon - 1]} {here.tm_mday}"


def distance_of(here: time.struct_time) -> str:
    minutes = here.tm_gmtoff // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u202f", "~")).replace("~", "\u202f")


def expected(at: datetime, zone: str, other: str) -> list[str]:
    """What must stand there: day, start, end, distance from UTC; the other's time where their clock differs."""
    here, end, there = (
        shown_by_c(at, zone),
        shown_by_c(at + timedelta(minutes=90), zone),
        shown_by_c(at, other),
    )
    said = [f"{day_of(here)}, {clock_of(here)} to {clock_of(end)}", distance_of(here)]
    if there[:5] != here[:5]:
        day = "" if day_of(there) == day_of(here) else f"{day_of(there)}, "
        said.append(f"Otto : {day}{clock_of(there)}")
    return said


def wrong_in(told: When, entry: str, at: datetime, zone: str, other: str) -> list[str]:
    """Where something else is said than the C library shows."""
    said = expected(at, zone, other)
    page = words_of(render_to_string("components/clock.html", {"when": told}))
    letter = words_of(render_to_string("components/letters/when.txt", {"when": told}))
    event = Calendar.from_ical(entry).walk("VEVENT")[0]
    in_calendar = [clock_of(shown_by_c(event[name].dt, zone)) for name in ("dtstart", "dtend")]
    found = [f"page: {part}" for part in said if part not in page]
    found += [f"letter: {part}" for part in said[:2] if part not in letter]
    start, end = said[0].rpartition(", ")[2].split(" to ")
    return found + ([] if in_calendar == [start, end] else [f"calendar: {in_calendar}"])


@pytest.fixture
def told_wrongly(c_library: None, learner: Person, topic: object) -> Iterator[Callable[..., list[str]]]:
    """`told_wrongly(zone, at, other)`: what page, letter and calendar say of a session then that is not so."""
    connection = Connection(topic=topic, state="agreed", asked_at=FIRST, agreed_at=FIRST, pk=1)
    place = Place(connection=connection, person=learner, part="learner", answer="yes")

    def told_wrongly(zone: str, at: datetime, other: str, *, off_by: timedelta = timedelta()) -> list[str]:
        learner.time_zone, connection.starts_at = zone, at
        told = when(at, learner, [Person(chosen_name="Otto", time_zone=other)])
        entry = entry_for(place)
        assert entry is not None
        return wrong_in(told, as_ics([entry], method=PUBLISH).decode(), at + off_by, zone, other)

    with translation.override("en"):
        yield told_wrongly


@pytest.mark.drill
def test_no_time_is_told_wrongly_around_a_change_of_clocks(
    told_wrongly: Callable[..., list[str]], figure: Figure
) -> None:
    chance = random.Random(SEED)

    wrong = [(zone, at, told_wrongly(zone, at, chance.choice(ZONES))) for zone, at in cases()]

    faults = [case for case in wrong if case[2]]
    figure(f"Q12: {len(wrong)} times in {len(ZONES)} zones, page, letter and calendar: {len(faults)} wrong")
    assert faults == []


def test_an_hour_off_would_be_noticed_everywhere(told_wrongly: Callable[..., list[str]]) -> None:
    faults = told_wrongly("Asia/Kathmandu", FIRST, "America/St_Johns", off_by=HOUR)

    assert {fault.partition(":")[0] for fault in faults} == {"page", "letter", "calendar"}


@settings(max_examples=400, deadline=None)
@given(some.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)), some.sampled_from(ZONES))  # noqa: DTZ001
def test_a_time_written_on_one_s_own_clock_is_that_moment_or_none_or_two(written: datetime, zone: str) -> None:
    moments = moments_of(written.date(), written.time(), zone)

    around = [written.replace(tzinfo=UTC) + step * timedelta(minutes=15) for step in range(-64, 65)]
    really = [at for at in around if local(at, zone).replace(tzinfo=None) == written]
    assert moments == really


def test_every_gap_gives_no_moment_and_every_repeated_hour_two() -> None:
    gaps = repeated = 0
    for zone in ZONES:
        for at in changes_of(zone):
            before, after = (local(at + shift, zone) for shift in (timedelta(), HOUR))
            moved = (after.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
            if moved > timedelta():
                missing = before.replace(tzinfo=None) + HOUR
                while moments_of(missing.date(), missing.time(), zone):
                    missing -= timedelta(minutes=15)
                    assert missing > before.replace(tzinfo=None) - timedelta(hours=2), zone
                gaps += 1
            elif moved < timedelta():
                first = (local(at + HOUR, zone)).replace(tzinfo=None)
                assert len(moments_of(first.date(), first.time(), zone)) == 2, (zone, first)
                repeated += 1
    assert gaps > 20
    assert repeated > 20
