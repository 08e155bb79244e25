"""Concrete times to choose from: what everybody's usual week holds on the days ahead."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import SESSION
from letsconnect.connections.times import Week, common_times, local, spread
from letsconnect.ground import clock
from letsconnect.index.queries.entries import free_hours
from letsconnect.people.models import Person

AROUND = timedelta(days=3)
FORTNIGHT = timedelta(days=14)
SOONEST = timedelta(hours=36)
A_DAY = 6


def zone_of(person: Person) -> str:
    """The clock this person goes by; UTC while they have not said."""
    return person.time_zone or "UTC"


def week_of(person: Person) -> Week:
    """Their free half-hours, nights left out where they wished so."""
    return Week(free_hours(person.hours, person.never_nights), zone_of(person))


def common_starts(
    people: Sequence[Person], *, after: datetime, days: int, besides: Connection | None = None
) -> list[datetime]:
    """The starts in those days at which all of them are usually free and nobody sits in another session."""
    taken = taken_by(people, after, after + timedelta(days=days), besides=besides)
    found = common_times([week_of(person) for person in people], after=after, days=days)
    return [at for at in found if all(abs(at - other) >= SESSION for other in taken)]


def starts_around(people: Sequence[Person], connection: Connection) -> list[datetime]:
    """Other starts for this connection: in the three days around its times, else in the fortnight ahead."""
    agreed = [connection.starts_at] if connection.starts_at else []
    known = sorted({*agreed, *(time.starts_at for time in connection.times.all())})
    soonest = clock.now() + SOONEST
    first = max(soonest, known[0] - AROUND) if known else soonest
    days = (known[-1] + AROUND - first).days + 1 if known else 0
    for after, length in ((first, days), (soonest, FORTNIGHT.days)):
        found = common_starts(people, after=after, days=length, besides=connection) if length > 0 else []
        if any(at not in known for at in found):
            return [at for at in found if at not in known]
    return []


def by_day(starts: Iterable[datetime], zone: str) -> list[tuple[date, list[datetime]]]:
    """The starts under their day on that clock, a few for each day, on the full hour where there are such."""
    days = []
    for day, times in groupby(starts, key=lambda at: local(at, zone).date()):
        everything = list(times)
        full = [at for at in everything if local(at, zone).minute == 0]
        days.append((day, spread(full or everything, A_DAY)))
    return days


def taken_by(
    people: Iterable[Person | int], first: datetime, last: datetime, *, besides: Connection | None = None
) -> list[datetime]:
    """When other sessions of any of these people start that reach into this stretch."""
    busy = Place.objects.filter(
        person__in=list(people),
        answer=Place.Answer.YES,
        connection__state__in=(Connection.State.AGREED, Connection.State.OPEN),
        connection__starts_at__gt=first - SESSION,
        connection__starts_at__lt=last + SESSION,
    )
    busy = busy.exclude(connection=besides) if besides is not None else busy
    starts = busy.values_list("connection__starts_at", flat=True)
    return [at for at in starts if at is not None]
