"""Kept apart: at once, both ways, everywhere; and never told."""

import json

import pytest
from django.test import Client

from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.people.actions.blocking import let_meet_again
from letsconnect.people.actions.leaving import erase
from letsconnect.people.models import Block, Person, Role
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Topic
from tests.cast import give_role, signed_in

NAMES = ("Lena Learner", "Sami Sharer")


@pytest.fixture
def apart(learner: Person, sharer: Person, topic: Topic) -> tuple[Person, Person]:
    """Two people who share a topic, could find each other anywhere, and were parted by the learner."""
    for person in (learner, sharer):
        offer_topic(person, topic, by=person)
    for here, there in ((learner, sharer), (sharer, learner)):
        assert all(there.chosen_name in page for page in pages(signed_in(here), there).values())
    block(learner, sharer, by=learner)
    return learner, sharer


def pages(client: Client, other: Person) -> dict[str, str]:
    """Every page and answer on which this person could stand."""
    word = other.chosen_name.split()[0]
    addresses = (
        "/people/",
        f"/people/?q={word}",
        "/people/?share=budget-development",
        f"/people/?region={other.region}",
        "/topics/budget-development/",
        f"/people/{other.public_id}/",
        "/api/v1/people?share=budget-development",
        f"/api/v1/people/{other.public_id}",
    )
    return {address: client.get(address).content.decode() for address in addresses}


def test_neither_finds_the_other_on_any_page(apart: tuple[Person, Person]) -> None:
    for here, there in (apart, apart[::-1]):
        found = pages(signed_in(here), there)

        assert [address for address, page in found.items() if there.chosen_name in page] == []


def test_their_own_pages_are_not_there_for_each_other(apart: tuple[Person, Person]) -> None:
    for here, there in (apart, apart[::-1]):
        for door in ("", "invite/"):
            assert signed_in(here).get(f"/people/{there.public_id}/{door}").status_code == 404


def test_the_other_may_not_even_learn_it_by_wanting_the_same(apart: tuple[Person, Person]) -> None:
    learner, sharer = apart

    assert signed_in(sharer).get(f"/people/{learner.public_id}/keep-apart/").status_code == 404


def test_counts_leave_the_other_out(apart: tuple[Person, Person]) -> None:
    learner, _sharer = apart

    topic = signed_in(learner).get("/api/v1/topics/budget-development").json()
    found = signed_in(learner).get("/api/v1/people?share=budget-development").json()

    assert (topic["people_sharing"], found["count"]) == (1, 1)  # themselves


def test_a_language_only_the_other_speaks_is_no_filter_any_more(apart: tuple[Person, Person]) -> None:
    learner, sharer = apart

    assert "fr" not in [one["code"] for one in signed_in(learner).get("/api/v1/languages").json()]
    assert "fr" in [one["code"] for one in signed_in(sharer).get("/api/v1/languages").json()]


def test_a_role_in_the_team_does_not_bring_them_back(apart: tuple[Person, Person]) -> None:
    learner, sharer = apart
    give_role(sharer, Role.Kind.SUPPORT)

    assert signed_in(sharer).get(f"/people/{learner.public_id}/").status_code == 404


def test_others_see_both_as_before(apart: tuple[Person, Person], korean_reader: Person) -> None:
    page = signed_in(korean_reader).get("/people/?share=budget-development").content.decode()

    assert all(name in page for name in NAMES)


def test_taken_back_they_find_each_other_again(apart: tuple[Person, Person]) -> None:
    learner, sharer = apart
    client = signed_in(learner)

    listed = client.get("/me/apart/").content.decode()
    client.post(f"/me/apart/{sharer.public_id}/")
    client.post(f"/me/apart/{sharer.public_id}/")

    assert "Sami Sharer" in listed
    assert client.get(f"/people/{sharer.public_id}/").status_code == 200


def test_taking_back_leaves_the_wish_of_the_other(apart: tuple[Person, Person]) -> None:
    learner, sharer = apart
    block(sharer, learner, by=sharer)

    let_meet_again(learner, sharer, by=learner)

    assert signed_in(learner).get(f"/people/{sharer.public_id}/").status_code == 404


def test_on_ones_own_page_stands_only_whom_one_keeps_away(apart: tuple[Person, Person]) -> None:
    _learner, sharer = apart

    assert "Lena Learner" not in signed_in(sharer).get("/me/apart/").content.decode()


def test_the_door_says_what_it_does_and_does_it_once(learner: Person, sharer: Person) -> None:
    client, address = signed_in(learner), f"/people/{sharer.public_id}/keep-apart/"

    asked = client.get(address)
    nothing_yet = Block.objects.count()
    answers = [client.post(address), client.post(address)]

    assert "They are never told" in asked.content.decode()
    assert nothing_yet == 0
    assert [answer["Location"] for answer in answers] == ["/me/apart/", "/me/apart/"]
    assert Block.objects.count() == 1


def test_from_the_page_of_a_conversation_it_ends_what_was_to_come(
    invitation: Connection, learner: Person, sharer: Person
) -> None:
    client = signed_in(learner)
    page = client.get(f"/connections/{invitation.public_id}/").content.decode()

    client.post(f"/people/{sharer.public_id}/keep-apart/")

    invitation.refresh_from_db()
    assert f"/people/{sharer.public_id}/keep-apart/" in page
    assert invitation.state == Connection.State.ENDED
    assert "kept apart" not in signed_in(sharer).get(f"/connections/{invitation.public_id}/").content.decode().lower()


def test_the_export_tells_whom_i_keep_away_and_never_who_keeps_me_away(apart: tuple[Person, Person]) -> None:
    learner, sharer = apart

    mine, theirs = (json.loads(signed_in(one).get("/me/export/").content) for one in apart)

    assert [row["other"] for row in mine["rows"]["people.block"]] == [sharer.public_id]
    assert "people.block" not in theirs["rows"]
    assert learner.public_id not in json.dumps(theirs)


def test_erasure_takes_it_along_from_either_side(apart: tuple[Person, Person]) -> None:
    _learner, sharer = apart

    erase(sharer, by=sharer)

    assert Block.objects.count() == 0
