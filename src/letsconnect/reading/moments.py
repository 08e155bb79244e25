"""When a form was filled in: the ways spreadsheets write a moment, read as UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

YEAR_FIRST = re.compile(r"^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:[T\s,]\s*|$)(.*)$", re.DOTALL)
DAY_FIRST = re.compile(r"^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})\.?(?:[T\s,]\s*|$)(.*)$", re.DOTALL)
MORNING = ("오전", "am", "a.m.", "ص")
AFTERNOON = ("오후", "pm", "p.m.", "م")
HALF = "|".join(re.escape(word) for word in MORNING + AFTERNOON)
CLOCK = re.compile(
    rf"^(?P<before>{HALF})?\s*(?P<hour>\d{{1,2}})\s*[:시]\s*(?P<minute>\d{{1,2}})?\s*분?\s*"
    rf"(?::?\s*(?P<second>\d{{1,2}})(?:[.,]\d+)?\s*초?)?\s*(?P<after>{HALF})?\s*"
    rf"(?P<zone>z|(?:utc|gmt)?\s*(?:[+-]\d{{1,2}}(?::?\d{{2}})?)?)$",
    re.IGNORECASE,
)
YEARS = range(2000, 2101)


def moment_of(text: str) -> datetime | None:
    """The moment in UTC; no zone means UTC; None when it cannot be read."""
    text = text.strip()
    day, rest = day_of(text)
    if day is None:
        return None
    try:
        return at_clock(day, rest.strip().lower())
    except (ValueError, OverflowError):
        return None


def day_of(text: str) -> tuple[date | None, str]:
    found = YEAR_FIRST.match(text)
    if found:
        year, month, day, rest = found.groups()
    else:
        found = DAY_FIRST.match(text)
        if not found:
            return None, ""
        day, month, year, rest = found.groups()
    try:
        return (date(int(year), int(month), int(day)), rest) if int(year) in YEARS else (None, "")
    except ValueError:
        return None, ""


def at_clock(day: date, rest: str) -> datetime:
    """The day at the hour that the rest of the text says; midnight when it says none. ValueError otherwise."""
    if not rest:
        return datetime.combine(day, time(0), UTC)
    clock = CLOCK.match(rest)
    if not clock:
        raise ValueError(rest)
    hour = hour_of(int(clock["hour"]), clock["before"] or clock["after"])
    moment = time(hour, int(clock["minute"] or 0), int(clock["second"] or 0), tzinfo=zone_of(clock["zone"]))
    return datetime.combine(day, moment).astimezone(UTC)


def hour_of(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in AFTERNOON else 0)


def zone_of(text: str) -> timezone:
    found = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if not found:
        return UTC
    shift = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(shift if found[1] == "+" else -shift)
