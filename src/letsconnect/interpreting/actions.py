"""Interpretation for a connection (R77): asked for by anybody in it, assigned by the team, and asked for anew whenever
its time changes."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.interpreting.letters import tell_interpretation, tell_interpreter
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.interpreting.queries import (
    is_kept_apart_in,
    is_promised_elsewhere,
    may_be_asked,
    promised_by,
    request_of,
)
from letsconnect.interpreting.rules import is_its_interpreter, may_ask_interpretation, may_assign_interpreters
from letsconnect.people.models import Person

State = InterpretationRequest.State
MOST_WORDS = 40


@dataclass(frozen=True)
class About:
    """What the team knows of an interpreter. `languages`: BCP 47; `hours`: 42 bytes on the clock of `time_zone`."""

    name: str
    languages: tuple[str, ...]
    email: str = ""
    is_paid: bool = False
    time_zone: str = "UTC"
    hours: bytes | None = None
    is_active: bool = True
    about: str = ""
    person: Person | None = None


@transaction.atomic
def ask_for_interpretation(connection: Connection, one: str, other: str, *, by: Person) -> InterpretationRequest:
    """Ask for interpretation between two languages, or between two others than before. Safe to repeat."""
    connection = lock(connection)
    require(may_ask_interpretation(by, connection))
    if one == other:
        raise Refused(_("Choose two different languages."))
    request = request_of(connection)
    if request is not None and {request.one, request.other} == {one, other}:
        return request
    if request is not None:
        _let_go(request)
    request = request or InterpretationRequest(connection=connection)
    request.one, request.other, request.state, request.asked_at = one, other, State.ASKED, clock.now()
    request.interpreter, request.answered_at = None, None
    request.save()
    record("interpretation.asked", connection, by=by, one=one, other=other)
    return request


def ask_with_the_invitation(connection: Connection, languages: tuple[str, str]) -> None:
    """People who share no language are invited: ask from the start. Within the caller's transaction."""
    one, other = languages
    InterpretationRequest.objects.create(connection=connection, one=one, other=other, asked_at=clock.now())


@transaction.atomic
def need_no_interpretation(connection: Connection, *, by: Person) -> None:
    """They manage without; an interpreter who had been found is told. Safe to repeat."""
    connection = lock(connection)
    require(may_ask_interpretation(by, connection))
    request = request_of(connection)
    if request is not None:
        _let_go(request)
        request.delete()
        record("interpretation.not_needed", connection, by=by)


@transaction.atomic
def change_words(connection: Connection, *, add: tuple[str, ...] = (), take_out: str = "", by: Person) -> None:
    """Words worth preparing, from anybody in it; each once."""
    connection = lock(connection)
    require(may_ask_interpretation(by, connection))
    request = request_of(connection)
    require(request is not None)
    if request is not None:
        words = list(dict.fromkeys([*request.words, *add]))
        request.words = [word for word in words if word != take_out][:MOST_WORDS]
        request.save(update_fields=["words"])


@transaction.atomic
def assign(request: InterpretationRequest, interpreter: Interpreter, *, by: Person) -> InterpretationRequest:
    """Give a request to somebody who speaks both languages; everybody is told. Safe to repeat."""
    connection = lock(request.connection)
    require(may_assign_interpreters(by))
    request = lock(request)
    if request.state == State.CONFIRMED and request.interpreter_id == interpreter.pk:
        return request
    if connection.state != Connection.State.AGREED or connection.starts_at is None:
        raise Refused(_("They have not agreed on a time yet."))
    _require_free(lock(interpreter), request, connection)
    _let_go(request)
    request.state, request.interpreter, request.answered_at = State.CONFIRMED, interpreter, clock.now()
    request.save(update_fields=["state", "interpreter", "answered_at"])
    record("interpretation.confirmed", connection, by=by, interpreter=interpreter.pk)
    tell_interpreter(request, interpreter)
    _tell_people(request)
    return request


@transaction.atomic
def not_available(request: InterpretationRequest, *, by: Person) -> InterpretationRequest:
    """Nobody can; people are told kindly, with what they can do instead. Safe to repeat."""
    lock(request.connection)
    require(may_assign_interpreters(by))
    request = lock(request)
    if request.state == State.NOT_AVAILABLE:
        return request
    _let_go(request)
    request.state, request.interpreter, request.answered_at = State.NOT_AVAILABLE, None, clock.now()
    request.save(update_fields=["state", "interpreter", "answered_at"])
    record("interpretation.not_available", request.connection, by=by)
    _tell_people(request)
    return request


@transaction.atomic
def cannot_come(request: InterpretationRequest, interpreter: Interpreter) -> None:
    """The interpreter cannot come after all; the team looks for somebody else. Safe to repeat."""
    connection = lock(request.connection)
    request = lock(request)
    if not is_its_interpreter(interpreter, request):
        return
    _ask_anew(request)
    record("interpretation.given_back", connection, by=interpreter.person)
    _tell_people(request)


def time_has_changed(connection: Connection) -> None:
    """The agreed time was given up, or nothing will take place: who was to interpret is free again and told; the
    request waits for the next time. Within the caller's transaction, on a locked row."""
    request = request_of(connection)
    if request is not None and request.state != State.ASKED:
        _let_go(request)
        _ask_anew(request)


def release_interpreter(person: Person, *, beside: Person | None = None) -> None:
    """Somebody interprets no more, nowhere or (`beside`) where that one comes: their promises are asked for anew, and
    everybody concerned is told. Within the caller's transaction."""
    for request in promised_by(person, beside=beside).select_related("connection"):
        lock(request.connection)
        _let_go(request)
        _ask_anew(request)
        _tell_people(request)


def forget_interpreter(person: Person) -> None:
    """An interpreter who leaves the programme."""
    release_interpreter(person)
    Interpreter.objects.filter(person=person).delete()


@transaction.atomic
def keep_interpreter(known: Interpreter | None, about: About, *, by: Person) -> Interpreter:
    """Add somebody to the list of interpreters, or change what the list says."""
    require(may_assign_interpreters(by))
    interpreter = lock(known) if known else Interpreter()
    for name in About.__dataclass_fields__:
        value = getattr(about, name)
        setattr(interpreter, name, list(value) if name == "languages" else value)
    interpreter.save()
    record("interpreter.changed" if known else "interpreter.added", interpreter, by=by)
    return interpreter


def _require_free(interpreter: Interpreter, request: InterpretationRequest, connection: Connection) -> None:
    """On a locked row of the list: two of the team at once do not promise the same hour twice."""
    if not may_be_asked(interpreter) or not {request.one, request.other} <= set(interpreter.languages):
        raise Refused(_("This interpreter does not speak both languages."))
    if is_promised_elsewhere(interpreter, connection):
        raise Refused(_("This interpreter has another session at that time."))
    if is_kept_apart_in(interpreter, connection):
        raise Refused(_("This interpreter cannot take this conversation."))


def _let_go(request: InterpretationRequest) -> None:
    if request.interpreter is not None and request.state == State.CONFIRMED:
        tell_interpreter(request, request.interpreter, is_off=True)


def _ask_anew(request: InterpretationRequest) -> None:
    request.state, request.interpreter, request.answered_at = State.ASKED, None, None
    request.asked_at = clock.now()
    request.save(update_fields=["state", "interpreter", "answered_at", "asked_at"])


def _tell_people(request: InterpretationRequest) -> None:
    for place in places_of(request.connection):
        if place.answer == Place.Answer.YES:
            tell_interpretation(place, request, version=_version(request))


def _version(request: InterpretationRequest) -> str:
    return f"{request.pk}:{int(clock.now().timestamp() * 1000)}"
