"""What stops at once when two people are kept apart, or somebody's account is suspended or erased."""

from django.db import transaction

from letsconnect.connections.actions.leaving import leave
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.rules import is_still_to_come
from letsconnect.connections.signals import kept_apart
from letsconnect.ground.locking import lock
from letsconnect.people.actions.blocking import keep_apart
from letsconnect.people.models import Person


@transaction.atomic
def block(person: Person, other: Person, *, by: Person) -> None:
    """Keep the two apart from now on. A meeting of the two that was to come will not take place: whoever blocks
    leaves it, and the others read the same neutral line as whenever somebody cannot come."""
    keep_apart(person, other, by=by)
    coming = Place.objects.filter(person=other).exclude(answer=Place.Answer.NO)
    shared = Connection.objects.exclude(state=Connection.State.ENDED).filter(places__person=person)
    for connection in shared.filter(pk__in=coming.values("connection")).order_by("pk"):
        stop(lock(connection), person)
    kept_apart.send(Person, person=person, other=other)


@transaction.atomic
def stop_all(person: Person) -> None:
    """Take somebody out of everything to come."""
    mine = Connection.objects.exclude(state=Connection.State.ENDED).filter(places__person=person)
    for connection in mine.order_by("pk"):
        stop(lock(connection), person)


def stop(connection: Connection, person: Person) -> None:
    """Take one person out of one connection that has not begun; a resource promised is still to come."""
    place = Place.objects.get(connection=connection, person=person)
    if place.answer != Place.Answer.NO and connection.is_live and is_still_to_come(person, connection):
        leave(connection, place, Connection.Ended.STOPPED)
