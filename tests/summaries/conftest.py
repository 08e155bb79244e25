"""What conversations need, as in connections."""

import pytest

from letsconnect.connections.models import Connection
from letsconnect.people.models import Person
from letsconnect.summaries.actions import (
    Words,
    approve,
    write_summary,
)
from letsconnect.summaries.models import Summary
from tests.connections.conftest import in_days, invitation, met, topic

__all__ = ["in_days", "invitation", "met", "topic"]

WORDS = Words(came_of_it="A budget in three lines", did_not_work="The form was too long", language="en")
FORM = {"came_of_it": "A budget in three lines", "did_not_work": "", "next_step": "", "language": "en", "seen": "0"}


@pytest.fixture
def written(met: Connection, learner: Person) -> Summary:
    return write_summary(met, WORDS, seen=0, by=learner)


@pytest.fixture
def public(met: Connection, written: Summary, learner: Person, sharer: Person) -> Connection:
    """The learner is named on the card, the sharer is not."""
    approve(met, version=1, credited=True, by=learner)
    approve(met, version=1, credited=False, by=sharer)
    return met
