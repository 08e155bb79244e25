"""The one reminder to answer."""

from django.db import transaction

from letsconnect.connections.letters import remind_to_answer
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.ground.locking import lock


@transaction.atomic
def nudge(connection: Connection) -> None:
    """Remind everybody who has not answered, once in the life of an invitation; safe to repeat."""
    connection = lock(connection)
    if connection.nudge_at is None or connection.state != Connection.State.PROPOSED:
        return
    connection.nudge_at = None
    connection.save(update_fields=["nudge_at"])
    for place in places_of(connection):
        if place.answer == Place.Answer.NONE:
            remind_to_answer(place)
