"""What stands in an address and no database takes."""

import pytest
from django.test import Client

from letsconnect.connections.models import Connection
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic
from tests.cast import signed_in


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cases/?topic=%00", "/cases/?person=a%00b&language=%00", "/cases/a%00b/"])
def test_a_visitor_with_a_nul_in_the_address_gets_a_page(path: str, client: Client) -> None:
    assert client.get(path).status_code == (404 if path.endswith("/") else 200)


@pytest.mark.parametrize(
    ("path", "status"), [("/connections/a%00b/", 404), ("/tables/?topic=%00", 200), ("/suggestions/?others=%00", 200)]
)
def test_so_does_a_member(path: str, status: int, learner: Person) -> None:
    assert signed_in(learner).get(path).status_code == status


def test_a_nul_in_a_form_makes_nothing(learner: Person, sharer: Person) -> None:
    Offer.objects.create(person=sharer, topic=Topic.objects.get(slug="fundraising"))
    client = signed_in(learner)

    invited = client.post(f"/people/{sharer.public_id}/invite/", {"intent": "a\x00", "about": "x\x00"})
    opened = client.post("/tables/new/", {"intent": "a\x00", "topic": "x\x00"})

    assert (invited.status_code, opened.status_code) == (200, 200)
    assert not Connection.objects.exists()
