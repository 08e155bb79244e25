"""Whom nobody invites, and what is not asked of them."""

from datetime import timedelta
from typing import Any

import pytest

from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer
from letsconnect.skills.models.offer import Willing
from tests.cast import signed_in
from tests.inviting.world import form_of


def test_whoever_is_not_registered_registers_first_and_comes_back(stranger: Person, sharer: Person) -> None:
    client = signed_in(stranger)
    address = f"/people/{sharer.public_id}/invite/?kind=resource"

    sent_to = client.get(address)["Location"]
    client.get(sent_to)
    client.post("/register/", {"share": "budget", "learn": "fundraising"})
    client.post("/register/choose/", {"share-topic": "budget-development", "learn-topic": "fundraising"})
    finished = client.post("/register/finish/", {"chosen_name": "Stan", "agreed": "on"})

    assert sent_to.startswith("/register/?next=")
    assert finished["Location"] == address


def test_the_way_back_never_leads_elsewhere(stranger: Person) -> None:
    client = signed_in(stranger)

    client.get("/register/?next=https://example.org/")

    assert "register_next" not in client.session


@pytest.mark.usefixtures("two")
def test_ten_invitations_a_day_are_enough(learner: Person, sharer: Person, settings: Any) -> None:
    settings.INVITATIONS_A_DAY = 1
    client, sent, _page = form_of(learner, sharer)
    client.post(f"/people/{sharer.public_id}/invite/", sent)
    Connection.objects.update(state="ended", ended="not_now")
    client, again, _page = form_of(learner, sharer)

    response = client.post(f"/people/{sharer.public_id}/invite/", again | {"words": "kept"})

    assert "You have sent many invitations today." in response.content.decode()
    assert "kept" in response.content.decode()
    assert client.post(f"/people/{sharer.public_id}/invite/", sent).status_code == 302  # made already: no new one


@pytest.mark.usefixtures("two")
def test_people_kept_apart_cannot_invite_each_other(learner: Person, sharer: Person) -> None:
    client, sent, _page = form_of(learner, sharer)
    block(sharer, learner, by=sharer)

    response = client.post(f"/people/{sharer.public_id}/invite/", sent)

    assert response.status_code == 404
    assert Connection.objects.count() == 0


@pytest.mark.usefixtures("two")
def test_somebody_on_a_break_is_not_invited(learner: Person, sharer: Person) -> None:
    sharer.paused_until = clock.today() + timedelta(days=9)
    sharer.save()

    page = signed_in(learner).get(f"/people/{sharer.public_id}/").content.decode()
    form = signed_in(learner).get(f"/people/{sharer.public_id}/invite/").content.decode()

    assert "Takes a break until" in page
    assert "/invite/" not in page
    assert "Send the invitation" not in form


def test_nobody_invites_themselves(learner: Person) -> None:
    assert signed_in(learner).get(f"/people/{learner.public_id}/invite/").status_code == 404


@pytest.mark.usefixtures("two")
def test_an_example_cannot_be_invited_whatever_is_sent(learner: Person, sharer: Person) -> None:
    client, sent, _html = form_of(learner, sharer)
    Person.objects.filter(pk=sharer.pk).update(is_demo=True)
    touch(sharer)

    answer = client.post(f"/people/{sharer.public_id}/invite/", sent)

    assert (answer.status_code, Connection.objects.count()) == (404, 0)


@pytest.mark.usefixtures("two")
def test_on_a_break_one_is_told_so_and_nothing_typed_is_lost(learner: Person, sharer: Person) -> None:
    client, sent, _html = form_of(learner, sharer)
    Person.objects.filter(pk=learner.pk).update(paused_until=clock.today() + timedelta(days=9))

    page = client.post(f"/people/{sharer.public_id}/invite/", sent | {"words": "kept as typed"}).content.decode()

    assert "You are taking a break." in page
    assert "kept as typed" in page
    assert not Connection.objects.exists()


@pytest.mark.usefixtures("two")
def test_whoever_was_brought_in_and_has_not_confirmed_is_not_invited(learner: Person, sharer: Person) -> None:
    client, sent, _html = form_of(learner, sharer)
    Person.objects.filter(pk=sharer.pk).update(confirmed_at=None)

    page = client.post(f"/people/{sharer.public_id}/invite/", sent).content.decode()

    assert "cannot be invited at the moment" in page
    assert not Connection.objects.exists()


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("way", "refused", "words"),
    [
        ("one_to_one", Connection.Kind.COFFEE, "They do not share this in a conversation."),
        ("written", Connection.Kind.RESOURCE, "They do not share this in writing."),
    ],
)
def test_a_way_in_which_somebody_does_not_share_is_not_asked_of_them(
    way: str, refused: str, words: str, learner: Person, sharer: Person
) -> None:
    Offer.objects.update(**{way: Willing.NO})
    client, sent, _html = form_of(learner, sharer)

    page = client.post(f"/people/{sharer.public_id}/invite/", sent | {"kind": refused}).content.decode()
    made = client.post(f"/people/{sharer.public_id}/invite/", sent)

    assert words in page
    assert sent["kind"] != refused
    assert (made.status_code, Connection.objects.get().kind) == (302, sent["kind"])


@pytest.mark.usefixtures("two")
def test_what_somebody_shares_neither_way_is_not_on_offer(learner: Person, sharer: Person) -> None:
    Offer.objects.update(one_to_one=Willing.NO, written=Willing.NO)

    _client, sent, _html = form_of(learner, sharer)

    assert sent["about"] == ""
