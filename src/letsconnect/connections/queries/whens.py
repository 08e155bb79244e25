"""A time as a reader reads it: on their own clock with the zone named, the others' clocks beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from babel.dates import format_skeleton, format_time
from django.utils.translation import get_language

from letsconnect.connections.models import Place
from letsconnect.connections.models.connection import SESSION
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.times import is_night, local
from letsconnect.ground.zones import zone_in_words
from letsconnect.people.models import Person


@dataclass(frozen=True)
class Theirs:
    """The same moment on somebody else's clock. Only the wall clock: the zone's place is theirs to tell."""

    name: str
    day: str
    time: str
    is_night: bool


@dataclass(frozen=True)
class When:
    """A start (UTC) in words, in the language that is active. `zone` names the reader's zone; `theirs` holds those
    whose wall clock shows something else."""

    at: datetime
    day: str
    time: str
    until: str
    zone: str
    is_night: bool
    theirs: tuple[Theirs, ...] = ()


def when(at: datetime, reader: Person, others: Iterable[Person] = ()) -> When:
    """The time for this reader, beside the clocks of the others."""
    zone = reader.time_zone or "UTC"
    here = local(at, zone).replace(tzinfo=None)
    theirs = tuple(
        _theirs(at, other) for other in others if local(at, other.time_zone or "UTC").replace(tzinfo=None) != here
    )
    return replace(when_in(at, zone), theirs=theirs)


def when_in(at: datetime, zone: str) -> When:
    """The time on the clock of a zone, beside nobody else's."""
    return When(
        at=at,
        day=day_in_words(at, zone),
        time=time_in_words(at, zone),
        until=time_in_words(at + SESSION, zone),
        zone=zone_in_words(zone, at),
        is_night=is_night(at, zone),
    )


def whens_for(place: Place, places: Iterable[Place], starts: Iterable[datetime]) -> list[When]:
    """These times for whoever holds the place, beside the clocks of the others who may come."""
    others = [one.person for one in places if one.pk != place.pk and one.answer != Place.Answer.NO]
    return [when(at, place.person, others) for at in starts]


def day_in_words(at: datetime, zone: str) -> str:
    """ "Tuesday, May 4": the day on that clock."""
    return format_skeleton("MMMMEEEEd", local(at, zone), locale=_locale())


def time_in_words(at: datetime, zone: str) -> str:
    """ "19:00" or "7:00 PM", as the language writes it."""
    return format_time(local(at, zone), format="short", locale=_locale())


def shown_at(at: datetime, minutes: int) -> str:
    """Day and time on a clock that is so many minutes ahead of UTC."""
    here = at.astimezone(timezone(timedelta(minutes=minutes)))
    day = format_skeleton("MMMMEEEEd", here, locale=_locale())
    return f"{day}, {format_time(here, format='short', locale=_locale())}"


def _theirs(at: datetime, other: Person) -> Theirs:
    zone = other.time_zone or "UTC"
    return Theirs(name_among_members(other), day_in_words(at, zone), time_in_words(at, zone), is_night(at, zone))


def _locale() -> str:
    return (get_language() or "en").replace("-", "_")
