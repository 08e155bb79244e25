"""A person's connections, each with its one next step."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import all_places, others_in
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.queries.whens import When, when
from letsconnect.conversations.queries.story import Next, is_over, next_step
from letsconnect.people.models import Person
from letsconnect.summaries.queries.summaries import summaries_of

State, Answer = Connection.State, Place.Answer


@dataclass(frozen=True)
class Line:
    """One connection in a list."""

    connection: Connection
    names: tuple[str, ...]
    when: When | None
    next: Next


@dataclass(frozen=True)
class Section:
    """Connections that are at the same point."""

    key: str
    title: str
    lines: tuple[Line, ...]


def sections_of(person: Person) -> list[Section]:
    """What waits for an answer first (the soonest to lapse on top), then what is to come, then what has been."""
    lines: dict[str, list[tuple[Place, Line]]] = {"answer": [], "open": [], "coming": [], "past": []}
    places = my_places(person)
    written = summaries_of(place.connection for place in places)
    for place in places:
        lines[point_of(place)].append((place, line_of(place, summed_up=place.connection_id in written)))
    lines["answer"].sort(key=lambda pair: pair[0].connection.lapses_at or pair[0].connection.asked_at)
    lines["coming"].sort(key=lambda pair: pair[0].connection.starts_at or pair[0].connection.asked_at)
    titles = {
        "answer": _("Waiting for your answer"),
        "coming": _("Agreed"),
        "open": _("Waiting for others"),
        "past": _("Past"),
    }
    return [
        Section(key, title, tuple(line for _place, line in lines[key])) for key, title in titles.items() if lines[key]
    ]


def my_places(person: Person) -> list[Place]:
    """The person's places, the newest connection first, with everybody else's."""
    places = Place.objects.select_related("person").prefetch_related("times")
    mine = all_places().filter(person=person).order_by("-connection__asked_at", "-connection_id")
    return list(mine.prefetch_related(Prefetch("connection__places", queryset=places)))


def point_of(place: Place) -> str:
    """Which section a connection stands in."""
    connection = place.connection
    if connection.state == State.ENDED or place.answer == Answer.NO or is_over(connection):
        return "past"
    if connection.state == State.AGREED:
        return "coming"
    return "answer" if connection.state == State.PROPOSED and place.answer == Answer.NONE else "open"


def line_of(place: Place, *, summed_up: bool) -> Line:
    """The connection as the holder of this place reads it in a list."""
    connection, places = place.connection, list(place.connection.places.all())
    is_set = connection.starts_at is not None and connection.state in (State.AGREED, State.OPEN)
    return Line(
        connection,
        tuple(names_of(others_in(place, places))),
        when(connection.starts_at, place.person) if is_set and connection.starts_at else None,
        next_step(place, places, summed_up=summed_up),
    )


def names_of(places: Iterable[Place]) -> list[str]:
    """What members call those who hold these places."""
    return [name_among_members(place.person) for place in places]
