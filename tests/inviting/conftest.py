"""What inviting needs is what conversations need."""

import pytest

from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic, Wish
from matchmaker import hours
from tests.connections.conftest import in_days, invitation, topic
from tests.inviting.world import somebody

__all__ = ["in_days", "invitation", "topic"]


EVENINGS = hours.from_ranges((day * 48 + 36, day * 48 + 42) for day in range(7)).to_bytes(42, "little")


@pytest.fixture
def two(learner: Person, sharer: Person, topic: Topic) -> None:
    """The sharer shares what the learner wants; both are free in the evening."""
    Offer.objects.create(person=sharer, topic=topic, level=3)
    Wish.objects.create(person=learner, topic=topic)
    for person in (learner, sharer):
        person.hours = EVENINGS
        person.save()


@pytest.fixture
def other_topic() -> Topic:
    return Topic.objects.get(slug="fundraising")


@pytest.fixture
def me(topic: Topic) -> Person:
    return somebody("Mina Me", wants=(topic,))


@pytest.fixture
def paris(topic: Topic) -> Person:
    return somebody("Pia Paris", shares=(topic,), region="NWE", time_zone="Europe/Paris", languages=("fr", "en"))
