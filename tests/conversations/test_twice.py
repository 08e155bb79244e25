"""A double click, a refresh, a retry: each door pressed twice leaves one row for one intent (Q5)."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.test import Client

from letsconnect.connections.actions.answering import accept
from letsconnect.connections.letters import NO, OTHER, YES, answer_address
from letsconnect.connections.models import Connection, Place
from letsconnect.people.models import Person
from tests.cast import signed_in
from tests.figures import Figure

In = Callable[..., datetime]


def seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def rows() -> dict[str, int]:
    """How many rows each table of conversations holds, and the outbox."""
    rooms = ("connections", "conversations", "interpreting", "summaries")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    models.append(apps.get_model("ground", "OutgoingLetter"))
    return {model.__name__: model._default_manager.count() for model in models}


def own_time(at: datetime) -> dict[str, str]:
    """A time written down on a clock that shows UTC (Accra)."""
    return {"day_1": f"{at:%Y-%m-%d}", "time_1": f"{at:%H:%M}"}


def doors(connection: Connection, at: datetime) -> dict[str, tuple[str, dict[str, str], bool]]:
    """Each way to send something: the door on the page, what is sent, and whether a time must be agreed first."""
    first = seconds(connection.times.all()[0].starts_at)
    return {
        "yes": ("", {"times": first}, False),
        "other times": ("other-times/", own_time(at), False),
        "not this time": ("not-this-time/", {}, False),
        "move": ("other-times/", own_time(at), True),
        "call off": ("not-this-time/", {}, True),
        "meeting": ("place/", {"meeting": "phone", "where": "+233 555 0100"}, True),
        "questions": ("questions/", {"first": "How?", "second": "Who?"}, True),
    }


ALL = ("yes", "other times", "not this time", "move", "call off", "meeting", "questions")


@pytest.mark.parametrize("name", ALL)
def test_a_door_pressed_twice_does_it_once(
    name: str, invitation: Connection, learner: Person, sharer: Person, in_days: In, figure: Figure
) -> None:
    door, sent, is_agreed = doors(invitation, in_days(9))[name]
    if is_agreed:
        for person in (learner, sharer):
            accept(invitation, invitation.times.all(), by=person)
    address, client, before = f"/connections/{invitation.public_id}/{door}", signed_in(learner), rows()

    client.post(address, sent)
    once = rows()
    for _again in range(2):
        assert client.post(address, sent).status_code in (200, 302)

    assert rows() == once
    assert once != before or name in ("meeting", "questions")
    figure(f"Q5, doors of a conversation: {len(ALL)} pressed three times, rows beyond the first press: 0")


@pytest.mark.parametrize("answer", [YES, OTHER, NO])
def test_a_link_in_a_letter_pressed_twice_does_it_once(
    answer: str, invitation: Connection, learner: Person, in_days: In
) -> None:
    place = Place.objects.select_related("connection__topic", "person").get(connection=invitation, person=learner)
    address = urlsplit(answer_address(place, answer, invitation.times.all()[0].starts_at)).path
    sent = {YES: {"times": seconds(invitation.times.all()[0].starts_at)}, OTHER: own_time(in_days(9)), NO: {}}[answer]

    assert Client().post(address, sent).status_code == 302
    once = rows()
    for _again in range(2):
        assert Client().post(address, sent).status_code == 302

    assert rows() == once
