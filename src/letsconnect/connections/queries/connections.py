"""Connections and the places in them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Count, QuerySet

from letsconnect.connections.models import Connection, Place, ProposedTime
from letsconnect.connections.models.connection import LIVE_ANSWERS, SESSION
from letsconnect.ground import clock
from letsconnect.people.models import Person


def connections_of(person: Person) -> QuerySet[Connection]:
    """Every connection this person has a place in, newest first; others' are not found here."""
    return Connection.objects.filter(places__person=person).select_related("topic", "asked_by")


def places_of(connection: Connection) -> list[Place]:
    """Everybody in it with what they can do, the sharer first."""
    return list(connection.places.select_related("person").prefetch_related("times"))


def times_to_come(connection: Connection) -> list[ProposedTime]:
    """The proposed times that can still be chosen, in order."""
    return list(connection.times.filter(starts_at__gt=clock.now()))


def going(places: Iterable[Place]) -> list[Place]:
    """Those who have said yes."""
    return [place for place in places if place.answer == Place.Answer.YES]


def others_in(place: Place, places: Sequence[Place]) -> list[Place]:
    """Everybody else who has not said "not this time"."""
    return [one for one in places if one.pk != place.pk and one.answer != Place.Answer.NO]


def live_places(person: Person, part: str, month: date) -> QuerySet[Place]:
    """The places that count against this person's number for a month: not declined, in what has not ended."""
    return Place.objects.filter(person=person, part=part, answer__in=LIVE_ANSWERS, connection__month=month).exclude(
        connection__state=Connection.State.ENDED
    )


def places_taken(month: date, people: Iterable[int] | None = None) -> dict[tuple[int, str], int]:
    """By person and part, how many live places they have in this month: these people (primary keys), or everybody."""
    live = Place.objects.filter(answer__in=LIVE_ANSWERS, connection__month=month).exclude(
        connection__state=Connection.State.ENDED
    )
    live = live if people is None else live.filter(person__in=list(people))
    counted = live.order_by().values_list("person_id", "part").annotate(count=Count("pk"))
    return {(person_id, part): count for person_id, part, count in counted}


def sessions_at(people: Iterable[Person], starts_at: datetime, *, besides: Connection | None = None) -> QuerySet[Place]:
    """Places of these people in agreed sessions or open tables that overlap a session from `starts_at`."""
    busy = Place.objects.filter(
        person__in=list(people),
        answer=Place.Answer.YES,
        connection__state__in=(Connection.State.AGREED, Connection.State.OPEN),
        connection__starts_at__gt=starts_at - SESSION,
        connection__starts_at__lt=starts_at + SESSION,
    )
    return busy.exclude(connection=besides) if besides is not None else busy


def waiting_for_answer(person: Person) -> QuerySet[Place]:
    """Invitations this person has not answered yet, the soonest to lapse first."""
    return (
        Place.objects.filter(person=person, answer=Place.Answer.NONE, connection__state=Connection.State.PROPOSED)
        .select_related("connection__topic")
        .order_by("connection__lapses_at")
    )


def places_with_their_connection() -> QuerySet[Place]:
    """Places with what a page about one of them reads."""
    return Place.objects.select_related("connection__topic", "person")


def place_in(person: Person, public_id: str) -> QuerySet[Place]:
    """The person's own place in one connection; nothing where they have none."""
    return all_places().filter(person=person, connection__public_id=public_id)


def all_places() -> QuerySet[Place]:
    """Places of accounts that are in use, with what every page about them needs."""
    return Place.objects.filter(person__is_active=True).select_related(
        "connection__topic", "connection__asked_by", "person"
    )
