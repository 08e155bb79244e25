"""An agreed time moves: same page, same link, same calendar entry."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from letsconnect.connections.actions.answering import add_times
from letsconnect.connections.actions.proposing import require_times
from letsconnect.connections.letters import tell_moving
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.rules import may_move
from letsconnect.connections.signals import time_given_up
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person


@transaction.atomic
def move(connection: Connection, times: Sequence[datetime], *, by: Person) -> Connection:
    """Propose one to three other times for an agreed session. The old time is given up at once (its calendar entry
    is marked as not sure yet) and the others choose. Not for tables: their time is the sharer's offer."""
    connection = lock(connection)
    require(
        may_move(by, connection) and connection.origin != Connection.Origin.TABLE and connection.starts_at is not None
    )
    require_times(times)
    place = Place.objects.get(connection=connection, person=by)
    connection.times.all().delete()
    connection.state, connection.moving = Connection.State.PROPOSED, True
    connection.sequence += 1
    connection.save(update_fields=["state", "moving", "sequence"])
    time_given_up.send(Connection, connection=connection)
    add_times(connection, place, times)
    record("connection.moved", connection, by=by)
    for other in places_of(connection):
        if other.answer != Place.Answer.NO:
            tell_moving(other, by)
    return connection
