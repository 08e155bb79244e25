"""An agreed conversation, an interpreter, and what is asked of them."""

from datetime import timedelta

import pytest

from letsconnect.connections.actions.answering import accept
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.interpreting.actions import (
    About,
    ask_for_interpretation,
    assign,
    keep_interpreter,
)
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.people.models import Person
from tests.connections.conftest import in_days, invitation, met, topic  # noqa: F401 -- fixtures

State = InterpretationRequest.State
ABOUT = About("Ines Interpreter", ("ko", "fr"), email="ines@example.org", time_zone="Asia/Seoul")


def session_beside(first: Connection) -> InterpretationRequest:
    """Another agreed conversation that asks for the same languages, half an hour after this one."""
    second = Connection.objects.create(
        topic=first.topic,
        origin="person",
        state="agreed",
        month=first.month,
        asked_at=first.asked_at,
        agreed_at=first.agreed_at,
        starts_at=first.starts_at + timedelta(minutes=30),
    )
    return InterpretationRequest.objects.create(connection=second, one="fr", other="ko", asked_at=clock.now())


def letters_to_interpreter() -> list[OutgoingLetter]:
    return list(OutgoingLetter.objects.filter(to="ines@example.org").order_by("pk"))


@pytest.fixture
def agreed(invitation: Connection, learner: Person, sharer: Person) -> Connection:  # noqa: F811 -- the fixture
    for person in (learner, sharer):
        accept(invitation, invitation.times.all(), by=person)
    invitation.refresh_from_db()
    return invitation


@pytest.fixture
def interpreter(staff: Person) -> Interpreter:
    return keep_interpreter(None, ABOUT, by=staff)


@pytest.fixture
def asked(agreed: Connection, learner: Person) -> InterpretationRequest:
    return ask_for_interpretation(agreed, "ko", "fr", by=learner)


@pytest.fixture
def confirmed(asked: InterpretationRequest, interpreter: Interpreter, staff: Person) -> InterpretationRequest:
    return assign(asked, interpreter, by=staff)
