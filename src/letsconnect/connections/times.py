"""Concrete times that suit everybody: a week of free half-hours on each person's own clock, laid on real dates.

Pure. Weeks are floating (what the clock on the wall says); times are moments in UTC. Clock changes are honoured:
each half-hour of a session is read on each person's clock on that very day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HALF_HOUR = timedelta(minutes=30)
STEPS = 3  # half-hours of a session
DAY_STARTS, DAY_ENDS = 7, 22  # outside it is night


@dataclass(frozen=True)
class Week:
    """The half-hours of a week in which somebody is free, bit 0 = Monday 00:00 on the clock of `zone` (IANA)."""

    free: int
    zone: str


def local(at: datetime, zone: str) -> datetime:
    """The moment on the clock of `zone`."""
    return at.astimezone(ZoneInfo(zone))


def is_night(at: datetime, zone: str) -> bool:
    """Whether a session that starts then touches the night (22:00 to 07:00) on that clock."""
    first, last = local(at, zone), local(at + STEPS * HALF_HOUR - timedelta(minutes=1), zone)
    return not (first.hour >= DAY_STARTS and first.date() == last.date() and last.hour < DAY_ENDS)


def is_free(week: Week, at: datetime) -> bool:
    """Whether the whole half-hour from `at` lies in free half-hours of the week."""
    first, last = local(at, week.zone), local(at + HALF_HOUR - timedelta(minutes=1), week.zone)
    return all(week.free >> _half_hour(moment) & 1 for moment in (first, last))


def suits(weeks: Iterable[Week], at: datetime) -> bool:
    """Whether everybody is free for a whole session from `at`."""
    return all(is_free(week, at + step * HALF_HOUR) for week in weeks for step in range(STEPS))


def common_times(weeks: Sequence[Week], *, after: datetime, days: int) -> Iterator[datetime]:
    """The starts, on whole half-hours of UTC, at which everybody is free for a session, in the days after `after`."""
    at = _next_half_hour(after)
    while at < after + timedelta(days=days):
        if suits(weeks, at):
            yield at
        at += HALF_HOUR


def chosen(times: Iterable[datetime], zones: Sequence[str], *, count: int = 3) -> list[datetime]:
    """At most `count` of the times, in order: those that are night for the fewest people, on different days where
    there are several, early rather than late."""
    ranked = sorted(times, key=lambda at: (sum(is_night(at, zone) for zone in zones), at))
    found: list[datetime] = []
    for far_apart in (timedelta(hours=20), STEPS * HALF_HOUR):
        for at in ranked:
            if len(found) < count and all(abs(at - other) >= far_apart for other in found):
                found.append(at)
    return sorted(found)


def moments_of(day: date, on_the_clock: time, zone: str) -> list[datetime]:
    """The moments (UTC) at which the clock of `zone` shows this: none in an hour that is skipped, two in an hour that
    comes twice, else one."""
    shown = datetime.combine(day, on_the_clock)
    read = {shown.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(at for at in read if local(at, zone).replace(tzinfo=None) == shown)


def is_half_hour(at: datetime, zone: str) -> bool:
    """Whether it is a full or half hour on that clock or on that of UTC (some zones are a quarter apart)."""
    return any(here.minute % 30 == 0 and here.second == 0 for here in (at.astimezone(UTC), local(at, zone)))


def spread(times: Sequence[datetime], count: int) -> list[datetime]:
    """At most `count` of the times, evenly over all of them, in order."""
    if len(times) <= count:
        return list(times)
    return [times[number * len(times) // count] for number in range(count)]


def moment_of(monday: datetime, week: int, slot: int) -> datetime:
    """The moment of a half-hour of a round, whose first week starts on this Monday 00:00 UTC."""
    return monday + timedelta(days=7 * week) + slot * HALF_HOUR


def _half_hour(at: datetime) -> int:
    return at.weekday() * 48 + at.hour * 2 + at.minute // 30


def _next_half_hour(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    start = at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)
    return start if start == at else start + HALF_HOUR
