"""A cluster: inviting a sharer, one asks others along who want to learn the same; from a page without script."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Topic
from matchmaker import hours
from tests.cast import signed_in
from tests.connections.conftest import letters_to
from tests.inviting.world import MORNINGS, changed, somebody, the_one

JOIN = "Would others like to join?"


@pytest.fixture
def paris(topic: Topic) -> Person:
    return somebody("Pia Paris", shares=(topic,), share_limit=2)


@pytest.fixture
def ann(topic: Topic) -> Person:
    return somebody("Ann Along", wants=(topic,))


@pytest.fixture
def ben(topic: Topic) -> Person:
    return somebody("Ben Beside", wants=(topic,))


def opened(me: Person, sharer: Person, query: str = "") -> tuple[Client, dict[str, Any], str]:
    """The page, and what its form would send as it stands."""
    client = signed_in(me)
    answer = client.get(f"/people/{sharer.public_id}/invite/{query}")
    text, form = answer.content.decode(), answer.context["form"]
    ticked = {name: re.findall(rf'name="{name}" value="(\w+)"[^>]* checked', text) for name in ("times", "others")}
    facts = {name: form[name].value() for name in ("intent", "about", "kind")}
    return client, facts | {"language": "en"} | ticked, text


def asked_along(me: Person, sharer: Person) -> list[str]:
    """The names one could ask along."""
    answer = signed_in(me).get(f"/people/{sharer.public_id}/invite/")
    return sorted(one.card.profile.name for one in answer.context["to"].others)


def test_four_meet_who_were_asked_in_one_invitation_and_each_reads_who_else_is(
    me: Person, paris: Person, ann: Person, ben: Person, topic: Topic
) -> None:
    client, sent, text = opened(me, paris)
    others = [ann.public_id, ben.public_id]

    answer = client.post(f"/people/{paris.public_id}/invite/", sent | {"others": others})

    made = the_one()
    assert JOIN in text
    assert sent["others"] == []  # nobody is ticked before I do it
    assert len(sent["times"]) == 3
    assert answer["Location"] == f"/connections/{made.public_id}/"
    assert sorted((place.part, str(place.person)) for place in made.places.all()) == [
        *(("learner", name) for name in ("Ann Along", "Ben Beside", "Mina Me")),
        ("sharer", "Pia Paris"),
    ]
    for person in (paris, ann, ben):
        assert letters_to(person) == ["invitation"]
    letter = OutgoingLetter.objects.get(person=ann)
    assert all(name in letter.body for name in ("Pia Paris (sharer)", "Mina Me (learner)", "Ben Beside (learner)"))
    theirs = signed_in(ben).get(f"/connections/{made.public_id}/").content.decode()
    assert all(name in theirs for name in ("Pia Paris", "Mina Me", "Ann Along"))


def test_one_says_not_this_time_and_it_goes_ahead_with_those_who_say_yes(
    me: Person, paris: Person, ann: Person, ben: Person
) -> None:
    client, sent, _text = opened(me, paris)
    client.post(f"/people/{paris.public_id}/invite/", sent | {"others": [ann.public_id, ben.public_id]})
    made = the_one()

    decline(made, by=ann)
    for person in (paris, ben):
        accept(made, made.times.all(), by=person)

    made.refresh_from_db()
    assert made.state == Connection.State.AGREED
    assert made.places.filter(answer=Place.Answer.YES).count() == 3


def test_pressed_twice_it_is_one_cluster(me: Person, paris: Person, ann: Person) -> None:
    client, sent, _text = opened(me, paris)

    answers = [
        client.post(f"/people/{paris.public_id}/invite/", sent | {"others": [ann.public_id]}) for _press in range(2)
    ]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Connection.objects.count() == 1


def test_two_at_most_are_asked_along(me: Person, paris: Person, ann: Person, ben: Person, topic: Topic) -> None:
    cyd = somebody("Cyd Close", wants=(topic,))
    client, sent, _text = opened(me, paris)
    everybody = [one.public_id for one in (ann, ben, cyd)]

    answer = client.post(f"/people/{paris.public_id}/invite/", sent | {"others": everybody})

    assert len(asked_along(me, paris)) == 2
    assert answer.status_code == 200
    assert Connection.objects.count() == 0


@pytest.mark.parametrize("key", ["wishes", "languages", "hours"])
def test_nobody_is_asked_along_by_what_they_do_not_show(me: Person, paris: Person, ann: Person, key: str) -> None:
    assert asked_along(me, paris) == ["Ann Along"]

    changed(ann, **{f"{key}_audience": Audience.TEAM})

    assert asked_along(me, paris) == []


@pytest.mark.parametrize("key", ["languages", "hours"])
def test_what_the_sharer_does_not_show_gives_no_cluster(me: Person, paris: Person, ann: Person, key: str) -> None:
    changed(paris, **{f"{key}_audience": Audience.TEAM})

    assert asked_along(me, paris) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"learn_limit": 0},
        {"paused_until": clock.today() + timedelta(days=1)},
        {"suspended_at": clock.now()},
        {"hours": MORNINGS},
    ],
)
def test_nobody_is_asked_along_who_cannot_come(me: Person, paris: Person, ann: Person, facts: dict[str, Any]) -> None:
    changed(ann, **facts)

    assert asked_along(me, paris) == []


@pytest.mark.parametrize("other", ["me", "paris"])
@pytest.mark.parametrize("theirs", [True, False])
def test_nobody_is_asked_along_who_is_kept_apart_from_one_of_us(
    me: Person, paris: Person, ann: Person, other: str, theirs: bool
) -> None:
    one, two = ann, {"me": me, "paris": paris}[other]
    one, two = (one, two) if theirs else (two, one)

    block(one, two, by=one)

    assert asked_along(me, paris) == []


def test_two_who_are_kept_apart_from_each_other_are_not_asked_along_together(
    me: Person, paris: Person, ann: Person, ben: Person
) -> None:
    before = asked_along(me, paris)

    block(ann, ben, by=ann)

    assert (len(before), len(asked_along(me, paris))) == (2, 1)


def test_who_knows_the_sharer_already_is_not_asked_along(me: Person, paris: Person, ann: Person, topic: Topic) -> None:
    changed(ann, learn_limit=3)
    propose(Proposal(topic, paris, (ann,), (), month=clock.today(), kind="resource"), by=ann)

    assert asked_along(me, paris) == []


def test_somebody_full_by_then_is_not_asked_and_nothing_typed_is_lost(me: Person, paris: Person, ann: Person) -> None:
    client, sent, _text = opened(me, paris)
    changed(ann, learn_limit=0)

    answer = client.post(
        f"/people/{paris.public_id}/invite/", sent | {"others": [ann.public_id], "words": "these words stay"}
    )

    text = answer.content.decode()
    assert "cannot come any more" in text
    assert "these words stay" in text
    assert Connection.objects.count() == 0


def test_with_another_topic_others_are_asked_along(me: Person, paris: Person, ann: Person) -> None:
    other_topic = Topic.objects.get(slug="fundraising")
    dan = somebody("Dan Different", wants=(other_topic,))
    offer_topic(paris, other_topic, by=paris, level=3)
    client, sent, _text = opened(me, paris)

    answer = client.post(
        f"/people/{paris.public_id}/invite/", sent | {"about": "learn:fundraising", "others": [ann.public_id]}
    )
    again = client.post(
        f"/people/{paris.public_id}/invite/", sent | {"about": "learn:fundraising", "others": [dan.public_id]}
    )

    assert "Somebody you ticked wants to learn something else" in answer.content.decode()
    assert "Dan Different" in answer.content.decode()
    assert again.status_code == 302
    assert the_one().topic == other_topic


def test_a_resource_goes_to_one_person(me: Person, paris: Person, ann: Person) -> None:
    client, sent, _text = opened(me, paris)

    answer = client.post(f"/people/{paris.public_id}/invite/", sent | {"kind": "resource", "others": [ann.public_id]})

    assert "A resource goes to one person" in answer.content.decode()
    assert Connection.objects.count() == 0


def test_a_time_that_does_not_suit_all_is_not_sent_and_those_that_do_stand_there(
    me: Person, paris: Person, ann: Person
) -> None:
    late = hours.from_ranges((day * 48 + 41, day * 48 + 44) for day in range(7)).to_bytes(42, "little")
    changed(ann, hours=late)  # free from half past eight only
    client, sent, _text = opened(me, paris)
    page = client.get(f"/people/{paris.public_id}/invite/").context["to"]
    early = next(one.value for day in page.days for one in day.choices if one.when.time.startswith("6:00"))

    answer = client.post(f"/people/{paris.public_id}/invite/", sent | {"others": [ann.public_id], "times": [early]})
    shown = answer.context["to"].days

    assert "A time you ticked does not suit all of you." in answer.content.decode()
    assert {one.when.time.replace("\u202f", " ") for day in shown for one in day.choices} == {"8:30 PM"}
    assert Connection.objects.count() == 0


def test_the_times_ticked_at_first_suit_those_who_could_join(me: Person, paris: Person, ann: Person) -> None:
    late = hours.from_ranges((day * 48 + 41, day * 48 + 44) for day in range(7)).to_bytes(42, "little")
    changed(ann, hours=late)
    client, sent, _text = opened(me, paris)

    answer = client.post(f"/people/{paris.public_id}/invite/", sent | {"others": [ann.public_id]})

    assert answer.status_code == 302
    assert the_one().places.count() == 3


def test_whoever_shares_asks_nobody_along(me: Person, paris: Person, ann: Person) -> None:
    assert asked_along(paris, me) == []
