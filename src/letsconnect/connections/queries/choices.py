"""Times to tick, as whoever answers sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from letsconnect.connections.models import Place
from letsconnect.connections.queries.connections import times_to_come
from letsconnect.connections.queries.hours import by_day, starts_around, zone_of
from letsconnect.connections.queries.whens import When, day_in_words, whens_for


@dataclass(frozen=True)
class Choice:
    """One time. `value` names it in a form; `mine`: they have said that they can come then."""

    value: str
    when: When
    mine: bool = False


@dataclass(frozen=True)
class Day:
    """The times of one day on the reader's clock."""

    label: str
    choices: tuple[Choice, ...]


def value_of(at: datetime) -> str:
    """How a form names a moment: seconds since 1970."""
    return str(int(at.timestamp()))


def proposed_choices(place: Place, places: Sequence[Place]) -> list[Choice]:
    """The times proposed now that are to come, in order."""
    times = times_to_come(place.connection)
    mine = {answer.time_id for one in places if one.pk == place.pk for answer in one.times.all()}
    whens = whens_for(place, places, [time.starts_at for time in times])
    return [Choice(value_of(when.at), when, time.pk in mine) for time, when in zip(times, whens, strict=True)]


def other_choices(place: Place, places: Sequence[Place]) -> list[Day]:
    """Other times that everybody's usual week holds, by day."""
    people = [one.person for one in places if one.answer != Place.Answer.NO or one.pk == place.pk]
    days = by_day(starts_around(people, place.connection), zone_of(place.person))
    return [
        Day(
            day_in_words(starts[0], zone_of(place.person)),
            tuple(Choice(value_of(when.at), when) for when in whens_for(place, places, starts)),
        )
        for _day, starts in days
    ]
