"""People who could meet: free in the evening, with a language in common, one sharing what the other wants."""

import re
from typing import Any

from django.test import Client

from letsconnect.connections.models import Connection
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic, Wish
from matchmaker import hours
from tests.cast import make_person, signed_in

EVENINGS = hours.from_ranges((day * 48 + 36, day * 48 + 44) for day in range(7)).to_bytes(42, "little")
MORNINGS = hours.from_ranges((day * 48 + 14, day * 48 + 20) for day in range(7)).to_bytes(42, "little")


def somebody(name: str, *, shares: tuple[Topic, ...] = (), wants: tuple[Topic, ...] = (), **facts: Any) -> Person:
    """A member who is free in the evening, shares these topics and wants those."""
    person = make_person(name, **{"hours": EVENINGS, "never_nights": False, **facts})
    Offer.objects.bulk_create(Offer(person=person, topic=topic, level=3) for topic in shares)
    Wish.objects.bulk_create(Wish(person=person, topic=topic, level=2) for topic in wants)
    touch(person)
    return person


def changed(person: Person, **facts: Any) -> None:
    """The person's row says this from now on, and the directory knows."""
    Person.objects.filter(pk=person.pk).update(**facts)
    touch(person)


def page(reader: Person, query: str = "") -> str:
    """The page of suggestions as this reader gets it, without the frame."""
    answer = signed_in(reader).get(f"/suggestions/{query}")
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def named_to(reader: Person, query: str = "") -> list[str]:
    """The names on it, in order."""
    answer = signed_in(reader).get(f"/suggestions/{query}")
    return [one.card.profile.name for one in answer.context["found"].people]


def the_one() -> Connection:
    """The only connection there is."""
    return Connection.objects.get()


def form_of(person: Person, other: Person, query: str = "") -> tuple[Client, dict[str, Any], str]:
    """The page as the person opens it, and what its form would send as it stands."""
    client = signed_in(person)
    response = client.get(f"/people/{other.public_id}/invite/{query}")
    assert response.status_code == 200
    page = response.content.decode()
    form = response.context["form"]
    sent = {
        "intent": form["intent"].value(),
        "about": form["about"].value(),
        "kind": form["kind"].value(),
        "language": form.fields["language"].choices[0][0] if form.fields["language"].choices else "",
        "times": re.findall(r'name="times" value="(\d+)" checked', page),
    }
    return client, sent, page
