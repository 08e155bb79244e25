"""Kept apart: at once, both ways, everywhere, and never told."""

import json
from collections.abc import Callable

import pytest

from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.people.actions.blocking import let_meet_again
from letsconnect.people.models import Block, Person
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import signed_in

Addresses = dict[str, str]


@pytest.fixture
def where(learner: Person, sharer: Person, topic: Topic) -> Callable[[Person], Addresses]:
    """`where(other)`: pages on which their name stands for members."""
    for person in (learner, sharer):
        Offer.objects.create(person=person, topic=topic, level=3)
        Wish.objects.create(person=person, topic=topic, level=2)

    def pages(other: Person) -> Addresses:
        return {
            "directory": "/people/",
            "filter": f"/people/?share={topic.slug}",
            "search": f"/people/?q={other.chosen_name.split()[0]}",
            "topic": f"/topics/{topic.slug}/",
            "start": "/",
            "person": f"/people/{other.public_id}/",
            "invitation": f"/people/{other.public_id}/invite/",
            "api": "/api/v1/people",
            "api of one": f"/api/v1/people/{other.public_id}",
        }

    return pages


def shown(reader: Person, other: Person, pages: Addresses) -> set[str]:
    """The pages on which this reader finds the other."""
    browser = signed_in(reader)
    found = set()
    for name, address in pages.items():
        answer = browser.get(address)
        if answer.status_code == 200 and other.public_id in answer.content.decode():
            found.add(name)
    return found


@pytest.mark.parametrize("who_asks", ["learner", "sharer"])
def test_neither_finds_the_other_anywhere_and_both_do_again_afterwards(
    where: Callable[[Person], Addresses], learner: Person, sharer: Person, who_asks: str
) -> None:
    one, other = (learner, sharer) if who_asks == "learner" else (sharer, learner)
    everywhere = set(where(other))
    assert shown(one, other, where(other)) == shown(other, one, where(one)) == everywhere

    block(one, other, by=one)
    assert shown(one, other, where(other)) == shown(other, one, where(one)) == set()

    let_meet_again(one, other, by=one)
    assert shown(one, other, where(other)) == shown(other, one, where(one)) == everywhere


def test_the_counts_leave_the_other_out(
    where: Callable[[Person], Addresses], learner: Person, sharer: Person, topic: Topic
) -> None:
    def sharing() -> int:
        answer = signed_in(learner).get(f"/api/v1/topics/{topic.slug}")
        return int(answer.json()["people_sharing"])

    assert sharing() == 2

    block(sharer, learner, by=sharer)

    assert sharing() == 1
    assert "1 person found" in signed_in(learner).get(f"/people/?share={topic.slug}").content.decode()


def test_the_page_explains_and_one_press_does_it(invitation: Connection, learner: Person, sharer: Person) -> None:
    me, address = signed_in(learner), f"/people/{sharer.public_id}/keep-apart/"

    assert "never told" in me.get(address).content.decode()
    assert not Block.objects.exists()
    assert me.post(address).headers["Location"] == "/me/apart/"
    assert me.post(address).headers["Location"] == "/me/apart/"

    invitation.refresh_from_db()
    assert (invitation.state, Block.objects.count()) == ("ended", 1)
    assert "Sami Sharer" in me.get("/me/apart/").content.decode()
    assert "Lena Learner" not in signed_in(sharer).get("/me/apart/").content.decode()


def test_one_takes_back_one_s_own_and_no_other(learner: Person, sharer: Person) -> None:
    block(sharer, learner, by=sharer)

    assert signed_in(learner).post("/me/apart/", {"person": sharer.public_id}).status_code == 404
    assert Block.objects.exists()
    signed_in(sharer).post("/me/apart/", {"person": learner.public_id})

    assert not Block.objects.exists()


def test_my_data_tell_whom_i_keep_apart_and_never_who_keeps_me(learner: Person, sharer: Person) -> None:
    block(learner, sharer, by=learner)

    mine = json.loads(signed_in(learner).get("/me/export/").content)
    theirs = signed_in(sharer).get("/me/export/").content.decode()

    assert [row["other"] for row in mine["rows"]["people.block"]] == [sharer.public_id]
    assert "block" not in theirs
    assert learner.public_id not in theirs
