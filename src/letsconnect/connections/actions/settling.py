"""Whether an invitation goes ahead: when everybody has answered, or when its time to answer is over.

It goes ahead with those who said yes, as long as a sharer and one learner remain, at the first time that all of them
can do. Whoever proposed times said yes to those.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from letsconnect.connections.actions.ending import end, forget_meeting
from letsconnect.connections.actions.telling import take_entry_back, tell_the_time
from letsconnect.connections.letters import tell_no_common_time
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of, sessions_at
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person

Answer, State, Ended = Place.Answer, Connection.State, Connection.Ended
WILLING = (Answer.YES, Answer.OTHER)


def settle(connection: Connection, *, over: bool = False) -> Connection:
    """Close the invitation if it can be closed; within the caller's transaction, on a locked row. `over`: the time to
    answer has passed, who is silent does not come."""
    places = places_of(connection)
    willing = [place for place in places if place.answer in WILLING]
    still = willing if over else [place for place in places if place.answer != Answer.NO]
    if not makes_a_conversation(still):
        return end(connection, Ended.NO_ANSWER if over else Ended.NOT_NOW)
    if any(place.answer == Answer.NONE for place in places) and not over:
        return connection
    if connection.kind == Connection.Kind.RESOURCE:
        return _agree(connection, willing, None)
    at = _first_common_time(connection, willing)
    if at is not None:
        return _agree(connection, willing, at)
    if over:
        return end(connection, Ended.NO_TIME)
    for place in willing:
        tell_no_common_time(place)
    return connection


@transaction.atomic
def lapse(connection: Connection) -> Connection:
    """The time to answer is over; safe to repeat, and whoever answers in the same second is counted first."""
    connection = lock(connection)
    if connection.state == State.PROPOSED and connection.lapses_at and connection.lapses_at <= clock.now():
        settle(connection, over=True)
    return connection


@transaction.atomic
def close_empty_table(table: Connection) -> Connection:
    """Nobody sat down before the time came; safe to repeat."""
    table = lock(table)
    if table.state == State.OPEN and table.starts_at and table.starts_at <= clock.now():
        end(table, Ended.NO_ANSWER)
    return table


def makes_a_conversation(places: Sequence[Place]) -> bool:
    """A sharer and at least one learner are among them."""
    return len(places) >= 2 and any(place.part == Place.Part.SHARER for place in places)


def _first_common_time(connection: Connection, willing: Sequence[Place]) -> datetime | None:
    """The first time to come that all can do and at which nobody sits in another session."""
    can = [{answer.time_id for answer in place.times.all()} for place in willing]
    common = set.intersection(*can)
    people = list(Person.objects.select_for_update().filter(pk__in=[p.person_id for p in willing]).order_by("pk"))
    for time in connection.times.filter(pk__in=common, starts_at__gt=clock.now()):
        if not sessions_at(people, time.starts_at, besides=connection).exists():
            return time.starts_at
    return None


def _agree(connection: Connection, willing: Sequence[Place], at: datetime | None) -> Connection:
    now = clock.now()
    connection.state, connection.starts_at, connection.agreed_at = State.AGREED, at, now
    connection.moving, connection.lapses_at = False, None
    connection.sequence += 1
    connection.save(update_fields=["state", "starts_at", "agreed_at", "moving", "lapses_at", "sequence"])
    silent = [place.pk for place in places_of(connection) if place.answer == Answer.NONE]
    connection.places.filter(pk__in=silent).update(answer=Answer.NO)
    connection.places.filter(answer=Answer.OTHER).update(answer=Answer.YES)
    record("connection.agreed", connection, by=None)
    for place in places_of(connection):
        if place.answer == Answer.YES:
            tell_the_time(place)
    for place in places_of(connection):
        if place.pk in silent:
            forget_meeting(connection, place.person)
            take_entry_back(connection, place)
    return connection
