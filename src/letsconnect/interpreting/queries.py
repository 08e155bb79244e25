"""Interpretation: requests, who could take them, and what an interpreter may know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import SESSION
from letsconnect.connections.queries.meeting import Where, where
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.queries.whens import When, when_in
from letsconnect.connections.times import Week, suits
from letsconnect.ground import clock
from letsconnect.ground.languages import language_name
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import kept_apart_from

State = InterpretationRequest.State


@dataclass(frozen=True)
class Candidate:
    """Somebody who speaks both languages. `hours`: "free", "outside" their hours, or "" where not told."""

    interpreter: Interpreter
    hours: str
    is_busy: bool


@dataclass(frozen=True)
class Asked:
    """A request as the team sees it; `when` in the zone of whoever reads, None while no time is agreed."""

    request: InterpretationRequest
    languages: tuple[str, str]
    when: When | None
    candidates: list[Candidate]


@dataclass(frozen=True)
class Task:
    """A session as its interpreter sees it: topic, words to prepare, chosen names, their own time, where; no more."""

    request_id: int
    topic: str
    languages: tuple[str, str]
    words: list[str]
    names: list[str]
    when: When
    where: Where


def request_of(connection: Connection) -> InterpretationRequest | None:
    """The request of a connection, if it has one."""
    return InterpretationRequest.objects.filter(connection=connection).select_related("interpreter__person").first()


def all_interpreters() -> QuerySet[Interpreter]:
    """The team's list, those who are active first."""
    return Interpreter.objects.select_related("person").order_by("-is_active", "name", "pk")


def may_be_asked(interpreter: Interpreter) -> bool:
    """Whether they interpret at present: on the list, and their account, if they have one, in use."""
    person = interpreter.person
    return interpreter.is_active and (person is None or (person.is_active and person.suspended_at is None))


def is_promised_elsewhere(interpreter: Interpreter, connection: Connection) -> bool:
    """Whether another session they interpret overlaps this one."""
    at = connection.starts_at
    if at is None:
        return False
    others = _promised(at).filter(interpreter=interpreter, connection__starts_at__lt=at + SESSION)
    return others.exclude(connection=connection).exists()


def is_kept_apart_in(interpreter: Interpreter, connection: Connection) -> bool:
    """Whether they and somebody who comes are kept apart."""
    apart = kept_apart_from(interpreter.person_id)
    coming = Place.objects.filter(connection=connection, person__in=apart).exclude(answer=Place.Answer.NO)
    return bool(apart) and coming.exists()


def promised_by(person: Person, *, beside: Person | None = None) -> QuerySet[InterpretationRequest]:
    """What this person has promised to interpret and is not over; `beside`: where that one comes."""
    theirs = _promised(clock.now()).filter(interpreter__person=person)
    if beside is None:
        return theirs
    coming = Place.objects.filter(person=beside).exclude(answer=Place.Answer.NO)
    return theirs.filter(connection__in=coming.values("connection"))


def open_requests() -> QuerySet[InterpretationRequest]:
    """Requests of connections that go on and whose session is not over; those not answered first, the soonest first."""
    going_on = (Connection.State.PROPOSED, Connection.State.AGREED, Connection.State.OPEN)
    requests = InterpretationRequest.objects.filter(connection__state__in=going_on)
    return requests.select_related("connection__topic", "interpreter").order_by("connection__starts_at", "asked_at")


def waiting_requests(now: datetime) -> QuerySet[InterpretationRequest]:
    """Those the team can act on: a time is agreed and still to come, nobody assigned."""
    agreed = {"connection__state": Connection.State.AGREED, "connection__starts_at__gt": now}
    return open_requests().filter(state=State.ASKED, **agreed)


def requests_for_team(now: datetime, zone: str) -> list[Asked]:
    """Every request that is not over, by language pair and time. The statements stay as many however long the list."""
    interpreters = [one for one in all_interpreters() if may_be_asked(one)]
    promised = list(_promised(now).values_list("interpreter_id", "connection_id", "connection__starts_at"))
    found = [
        Asked(request, pair_of(request), _when(request, zone), _candidates(request, interpreters, promised))
        for request in open_requests()
        if request.connection.starts_at is None or request.connection.starts_at > now - SESSION
    ]
    return sorted(found, key=lambda asked: sorted(asked.languages))


def pair_of(request: InterpretationRequest) -> tuple[str, str]:
    """The two languages by name, in the reader's language."""
    return language_name(request.one), language_name(request.other)


def tasks_of(interpreter: Interpreter, now: datetime) -> list[Task]:
    """The sessions this interpreter has been given and that are not over."""
    rows = (
        _promised(now)
        .filter(interpreter=interpreter)
        .select_related("connection__topic")
        .prefetch_related("connection__places__person")
    )
    return [task_of(request, interpreter) for request in rows.order_by("connection__starts_at")]


def has_tasks(person: Person, now: datetime) -> bool:
    """Whether this person has promised to interpret somewhere."""
    return _promised(now).filter(interpreter__person=person, interpreter__is_active=True).exists()


def _promised(now: datetime) -> QuerySet[InterpretationRequest]:
    """Sessions not over that somebody interprets."""
    agreed = {"connection__state": Connection.State.AGREED, "connection__starts_at__gt": now - SESSION}
    return InterpretationRequest.objects.filter(state=State.CONFIRMED, **agreed)


def task_of(request: InterpretationRequest, interpreter: Interpreter) -> Task:
    """One such session, in the language that is active and on the interpreter's clock."""
    connection = request.connection
    places = [place for place in connection.places.all() if place.answer == Place.Answer.YES]
    starts_at = connection.starts_at or request.asked_at
    return Task(
        request_id=request.pk,
        topic=str(connection.topic),
        languages=pair_of(request),
        words=list(request.words),
        names=[name_among_members(place.person) for place in places],
        when=when_in(starts_at, clock_of(interpreter)),
        where=where(connection),
    )


def clock_of(interpreter: Interpreter) -> str:
    """The zone an interpreter reads times in: the person's own, where the entry is somebody's; else that of the
    entry."""
    own = interpreter.person.time_zone if interpreter.person else ""
    return own or interpreter.time_zone


def _when(request: InterpretationRequest, zone: str) -> When | None:
    at = request.connection.starts_at
    return when_in(at, zone) if at and request.connection.state != Connection.State.PROPOSED else None


def _candidates(
    request: InterpretationRequest,
    interpreters: Iterable[Interpreter],
    promised: Sequence[tuple[int | None, int, datetime | None]],
) -> list[Candidate]:
    at = request.connection.starts_at
    return [
        Candidate(one, _hours(one, at), _is_busy(one, request, promised))
        for one in interpreters
        if {request.one, request.other} <= set(one.languages)
    ]


def _hours(interpreter: Interpreter, at: datetime | None) -> str:
    if not interpreter.hours or at is None:
        return ""
    week = Week(int.from_bytes(bytes(interpreter.hours), "little"), interpreter.time_zone)
    return "free" if suits([week], at) else "outside"


def _is_busy(
    one: Interpreter, request: InterpretationRequest, promised: Sequence[tuple[int | None, int, datetime | None]]
) -> bool:
    at = request.connection.starts_at
    return at is not None and any(
        who == one.pk and connection != request.connection_id and start and abs(start - at) < SESSION
        for who, connection, start in promised
    )
