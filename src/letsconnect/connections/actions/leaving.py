"""Somebody does not come: their place is taken out, and the others go on where enough remain."""

from django.db import transaction

from letsconnect.connections.actions.ending import end, forget_meeting
from letsconnect.connections.actions.settling import makes_a_conversation, settle
from letsconnect.connections.actions.telling import take_entry_back
from letsconnect.connections.letters import tell_seat_left, withdraw_letters
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.rules import may_call_off
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person

State, Ended = Connection.State, Connection.Ended


@transaction.atomic
def call_off(connection: Connection, *, by: Person) -> Connection:
    """Somebody cannot come after all. Of a group that still has a sharer and a learner, only their own place goes; no
    reason is asked. Safe to repeat."""
    connection = lock(connection)
    place = Place.objects.filter(connection=connection, person=by).first()
    if place is None or place.answer == Place.Answer.NO or not connection.is_live:
        require(place is not None)
        return connection
    require(may_call_off(by, connection))
    record("connection.called_off", connection, by=by)
    return leave(connection, place, Ended.CALLED_OFF)


def leave(connection: Connection, place: Place, why: str) -> Connection:
    """Take one place out of a connection, and end it when too few remain; within the caller's transaction. An
    invitation that waited for this answer alone goes ahead."""
    place.answer, place.answered_at = Place.Answer.NO, clock.now()
    place.save(update_fields=["answer", "answered_at"])
    place.times.all().delete()
    withdraw_letters(place)
    forget_meeting(connection, place.person)
    take_entry_back(connection, place)
    rest = [one for one in places_of(connection) if one.answer != Place.Answer.NO]
    is_table = connection.origin == Connection.Origin.TABLE
    if is_table and [one.part for one in rest] == [Place.Part.SHARER]:
        return _left_alone(connection, rest[0])
    if not makes_a_conversation(rest):
        return end(connection, why, quiet=place.person)
    return settle(connection) if connection.state == State.PROPOSED else connection


def _left_alone(table: Connection, sharer: Place) -> Connection:
    """Nobody sits at the table any more; it is open again."""
    table.state = State.OPEN
    table.sequence += 1
    table.save(update_fields=["state", "sequence"])
    tell_seat_left(sharer)
    return table
