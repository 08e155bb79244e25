"""Answering an invitation: yes with times, other times, or not this time. It can be changed until a time is agreed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from letsconnect.connections.actions.ending import forget_meeting
from letsconnect.connections.actions.proposing import require_times, wait_for_answers
from letsconnect.connections.actions.settling import settle
from letsconnect.connections.actions.telling import take_entry_back
from letsconnect.connections.letters import tell_new_times, withdraw_letters
from letsconnect.connections.models import Connection, Place, ProposedTime, TimeAnswer
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.rules import may_answer
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person


@transaction.atomic
def accept(connection: Connection, times: Iterable[ProposedTime], *, by: Person) -> Connection:
    """Say yes, and which of the times one can do (none for a resource); when all have answered, it is agreed."""
    connection = lock(connection)
    place = _my_place(connection, by)
    _answer(place, Place.Answer.YES)
    _can(place, times)
    record("connection.accepted", connection, by=by)
    return settle(connection)


@transaction.atomic
def decline(connection: Connection, *, by: Person) -> Connection:
    """Not this time. No reason is asked and none is kept (R37)."""
    connection = lock(connection)
    place = _my_place(connection, by)
    _answer(place, Place.Answer.NO)
    place.times.all().delete()
    forget_meeting(connection, by)
    take_entry_back(connection, place)
    record("connection.declined", connection, by=by)
    return settle(connection)


@transaction.atomic
def propose_other_times(connection: Connection, times: Sequence[datetime], *, by: Person) -> Connection:
    """Yes, at other times: one to three, which replace those one proposed before. The others are told and answer. The
    same times sent twice are proposed once."""
    connection = lock(connection)
    place = _my_place(connection, by)
    if place.answer == Place.Answer.OTHER and set(times) == {can.time.starts_at for can in place.times.all()}:
        return connection
    require_times(times)
    add_times(connection, place, times)
    record("connection.other_times", connection, by=by)
    settle(connection)
    for other in places_of(connection):
        if other.pk != place.pk and other.answer != Place.Answer.NO:
            tell_new_times(other, by)
    return connection


def add_times(connection: Connection, place: Place, times: Sequence[datetime]) -> None:
    """Put somebody's times up for choice: they can do these; who could do none of them is asked again."""
    mine = connection.times.filter(by=place.person)
    mine.exclude(starts_at__in=times).delete()
    for at in times:
        ProposedTime.objects.get_or_create(connection=connection, starts_at=at, defaults={"by": place.person})
    _answer(place, Place.Answer.OTHER)
    _can(place, connection.times.filter(starts_at__in=times))
    waiting = connection.places.exclude(pk=place.pk).exclude(answer=Place.Answer.NO)
    waiting.update(answer=Place.Answer.NONE, answered_at=None)
    wait_for_answers(connection, list(connection.times.values_list("starts_at", flat=True)))
    connection.save(update_fields=["asked_at", "nudge_at", "lapses_at"])


def _my_place(connection: Connection, by: Person) -> Place:
    require(may_answer(by, connection))
    return Place.objects.get(connection=connection, person=by)


def _answer(place: Place, answer: str) -> None:
    place.answer, place.answered_at = answer, clock.now()
    place.save(update_fields=["answer", "answered_at"])
    withdraw_letters(place)


def _can(place: Place, times: Iterable[ProposedTime]) -> None:
    """What this person can do now, and nothing else; only times of this very connection."""
    ids = {time.pk for time in times}
    place.times.exclude(time_id__in=ids).delete()
    for time in place.connection.times.filter(pk__in=ids):
        TimeAnswer.objects.get_or_create(place=place, time=time)
