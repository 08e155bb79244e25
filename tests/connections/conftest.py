"""What conversations need: a topic, times to come, an invitation."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from letsconnect.connections.actions.answering import accept
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic

ROOMS = ("connections/", "interpreting/", "summaries/")


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.get(slug="budget-development")


@pytest.fixture
def in_days() -> Callable[..., datetime]:
    """A whole hour so many days from now."""
    return lambda days, hour=18: (clock.now() + timedelta(days=days)).replace(
        hour=hour, minute=0, second=0, microsecond=0
    )


@pytest.fixture
def invitation(learner: Person, sharer: Person, topic: Topic, in_days: Callable[..., datetime]) -> Connection:
    """The team has proposed a learner and a sharer, with two times; nobody has answered yet."""
    times = (in_days(5), in_days(6))
    return propose(
        Proposal(topic, sharer, (learner,), times, month=clock.today(), origin=Connection.Origin.ROUND, language="en"),
        by=None,
    )


def letters_to(person: Person) -> list[str]:
    """The names of the letters in the outbox for this person about conversations, in order."""
    names = OutgoingLetter.objects.filter(person=person).order_by("pk").values_list("letter", flat=True)
    return [name.rpartition("/")[2] for name in names if name.startswith(ROOMS)]


@pytest.fixture
def met(invitation: Connection, learner: Person, sharer: Person) -> Connection:
    """The learner and the sharer agreed, and their session is over since yesterday."""
    for person in (learner, sharer):
        accept(invitation, invitation.times.all(), by=person)
    Connection.objects.update(starts_at=clock.now() - timedelta(days=1))
    invitation.refresh_from_db()
    return invitation
