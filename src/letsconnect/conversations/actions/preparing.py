"""Getting ready: where people meet, and what the learners would like to ask."""

from collections.abc import Sequence

from django.db import transaction

from letsconnect.connections.models import Connection, Place
from letsconnect.conversations.rules import may_ask, may_choose_meeting
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person

MOST_QUESTIONS = 3


@transaction.atomic
def choose_meeting(connection: Connection, meeting: str, where: str, *, by: Person) -> Connection:
    """Say where they meet: any of those who come may, the last word holds. `where` is kept as far as the kind of
    place needs it."""
    connection = lock(connection)
    require(may_choose_meeting(by, connection))
    connection.meeting, connection.meeting_by = meeting, by
    connection.meeting_where = where if meeting != Connection.Meeting.ROOM else ""
    connection.save(update_fields=["meeting", "meeting_by", "meeting_where"])
    record("connection.meeting_chosen", connection, by=by, meeting=meeting)
    return connection


@transaction.atomic
def ask(connection: Connection, questions: Sequence[str], *, by: Person) -> Place:
    """Keep at most three questions, seen by all who come; they replace those asked before."""
    connection = lock(connection)
    require(may_ask(by, connection))
    place = Place.objects.get(connection=connection, person=by)
    place.questions = [question for question in questions if question][:MOST_QUESTIONS]
    place.save(update_fields=["questions"])
    return place
