"""A connection that will not take place: told neutrally, hours and places given back."""

from django.db import transaction

from letsconnect.connections.actions.telling import forget_clocks, take_entry_back
from letsconnect.connections.letters import tell_ended, tell_seat_left
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.rules import may_call_off
from letsconnect.connections.signals import time_given_up
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person

State, Ended = Connection.State, Connection.Ended


def end(connection: Connection, why: str, *, quiet: Person | None = None) -> Connection:
    """It will not take place; within the caller's transaction, on a locked row. Everybody who had not said no is told,
    except `quiet`, who did it and knows."""
    if connection.state == State.ENDED:
        return connection
    told = [place for place in places_of(connection) if place.answer != Place.Answer.NO]
    was_open = connection.state == State.OPEN
    connection.state, connection.ended, connection.ended_at = State.ENDED, why, clock.now()
    connection.lapses_at, connection.moving = None, False
    connection.sequence += 1
    connection.save(update_fields=["state", "ended", "ended_at", "lapses_at", "moving", "sequence"])
    record("connection.ended", connection, by=None, why=why)
    time_given_up.send(Connection, connection=connection)
    for place in told:
        if (quiet is None or place.person_id != quiet.pk) and (not was_open or place.told_offset is not None):
            tell_ended(place)
    forget_clocks(connection, *told)
    return connection


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
    """Take one place out of a connection, and end it when too few remain; within the caller's transaction."""
    place.answer, place.answered_at = Place.Answer.NO, clock.now()
    place.save(update_fields=["answer", "answered_at"])
    place.times.all().delete()
    _forget_meeting(connection, place.person)
    take_entry_back(connection, place)
    rest = [one for one in places_of(connection) if one.answer != Place.Answer.NO]
    sharer_stays = any(one.part == Place.Part.SHARER for one in rest)
    is_table = connection.origin == Connection.Origin.TABLE
    if sharer_stays and (len(rest) >= 2 or is_table):
        if is_table and len(rest) == 1:
            connection.state = State.OPEN
            connection.sequence += 1
            connection.save(update_fields=["state", "sequence"])
            tell_seat_left(rest[0])
        return connection
    return end(connection, why, quiet=place.person)


def _forget_meeting(connection: Connection, person: Person) -> None:
    """Whoever leaves takes their link or number along, and the room the platform makes gets a new name."""
    connection.rooms_left += 1
    if connection.meeting_by_id == person.pk:
        connection.meeting, connection.meeting_where, connection.meeting_by = Connection.Meeting.ROOM, "", None
    connection.save(update_fields=["rooms_left", "meeting", "meeting_where", "meeting_by"])
