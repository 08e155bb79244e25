"""A connection that will not take place: told neutrally, hours and places given back."""

from letsconnect.connections.actions.telling import forget_clocks
from letsconnect.connections.letters import tell_ended
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.signals import time_given_up
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.people.models import Person

State = Connection.State


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


def forget_meeting(connection: Connection, person: Person) -> None:
    """Whoever leaves takes their link or number along, and the room the platform makes gets a new name."""
    connection.rooms_left += 1
    if connection.meeting_by_id == person.pk:
        connection.meeting, connection.meeting_where, connection.meeting_by = Connection.Meeting.ROOM, "", None
    connection.save(update_fields=["rooms_left", "meeting", "meeting_where", "meeting_by"])
