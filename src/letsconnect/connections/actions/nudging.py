"""The one reminder to answer."""

from django.db import transaction

from letsconnect.connections.letters import remind_to_answer
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.rules import may_run_rounds
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person


@transaction.atomic
def nudge(connection: Connection) -> bool:
    """Remind everybody who has not answered, once in the life of an invitation; safe to repeat. Whether it did. Who
    takes a break is left in peace."""
    connection = lock(connection)
    if connection.nudge_at is None or connection.state != Connection.State.PROPOSED:
        return False
    connection.nudge_at = None
    connection.save(update_fields=["nudge_at"])
    for place in places_of(connection):
        if place.answer == Place.Answer.NONE and not place.person.is_away(clock.today()):
            remind_to_answer(place)
    return True


@transaction.atomic
def remind_now(connection: Connection, *, by: Person) -> bool:
    """The team sends the one reminder before half time. Whether there was one left to send."""
    require(may_run_rounds(by))
    reminded = nudge(connection)
    if reminded:
        record("connection.reminded", connection, by=by)
    return reminded
