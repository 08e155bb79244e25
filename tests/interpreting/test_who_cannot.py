"""Interpreters who cannot: they are not assigned, and replaced where they had promised."""

from dataclasses import replace
from datetime import timedelta

import pytest

from letsconnect.access.actions.suspending import suspend
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.ground.errors import Refused
from letsconnect.interpreting.actions import (
    assign,
    keep_interpreter,
)
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Person
from tests.cast import signed_in
from tests.connections.conftest import letters_to
from tests.interpreting.conftest import ABOUT, State, letters_to_interpreter, session_beside


def test_an_interpreter_who_leaves_is_replaced(
    asked: InterpretationRequest, staff: Person, arabic_reader: Person
) -> None:
    theirs = keep_interpreter(None, replace(ABOUT, person=arabic_reader), by=staff)
    assign(asked, theirs, by=staff)
    assert "/interpreting/" in signed_in(arabic_reader).get("/").content.decode()

    erase(arabic_reader, by=arabic_reader)

    asked.refresh_from_db()
    assert asked.state == State.ASKED
    assert not Interpreter.objects.exists()


@pytest.mark.parametrize("why", ["erased", "suspended", "apart"])
def test_an_interpreter_who_cannot_any_more_is_replaced_and_everybody_is_told(
    why: str, asked: InterpretationRequest, staff: Person, learner: Person, sharer: Person, arabic_reader: Person
) -> None:
    theirs = keep_interpreter(None, replace(ABOUT, person=arabic_reader), by=staff)
    assign(asked, theirs, by=staff)

    if why == "erased":
        erase(arabic_reader, by=arabic_reader)
    elif why == "suspended":
        suspend(arabic_reader, by=staff)
    else:
        block(learner, arabic_reader, by=learner)

    asked.refresh_from_db()
    assert (asked.state, asked.interpreter) == (State.ASKED, None)
    assert [letters_to(one).count("interpretation") for one in (learner, sharer)] == [2, 2]
    kept = [letter.calendars[0][0] for letter in letters_to_interpreter()]
    assert kept == ([] if why == "erased" else ["REQUEST", "CANCEL"])  # no address is kept of who was erased


@pytest.mark.parametrize("why", ["suspended", "apart"])
def test_who_cannot_interpret_here_is_not_assigned(
    why: str, asked: InterpretationRequest, staff: Person, sharer: Person, arabic_reader: Person
) -> None:
    theirs = keep_interpreter(None, replace(ABOUT, person=arabic_reader), by=staff)
    if why == "suspended":
        suspend(arabic_reader, by=staff)
    else:
        block(arabic_reader, sharer, by=arabic_reader)

    with pytest.raises(Refused):
        assign(asked, Interpreter.objects.get(pk=theirs.pk), by=staff)

    assert letters_to_interpreter() == []


def test_keeping_an_interpreter_apart_touches_no_conversation_one_is_not_in(
    confirmed: InterpretationRequest, korean_reader: Person, arabic_reader: Person, interpreter: Interpreter
) -> None:
    Interpreter.objects.update(person=arabic_reader)

    block(korean_reader, arabic_reader, by=korean_reader)

    confirmed.refresh_from_db()
    assert confirmed.state == State.CONFIRMED


def test_nobody_interprets_twice_at_one_time(
    confirmed: InterpretationRequest, interpreter: Interpreter, staff: Person, learner: Person, sharer: Person
) -> None:
    first = confirmed.connection
    other = session_beside(first)

    with pytest.raises(Refused, match="another session"):
        assign(other, interpreter, by=staff)

    Connection.objects.filter(pk=other.connection_id).update(starts_at=first.starts_at + timedelta(minutes=90))
    assert assign(other, interpreter, by=staff).state == State.CONFIRMED
