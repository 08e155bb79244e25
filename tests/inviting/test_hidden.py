"""What somebody does not show makes no suggestion, gives no reason and moves nobody up or down; the same shown does."""

import pytest

from letsconnect.access.actions.suspending import lift, suspend
from letsconnect.connections.actions.stopping import block
from letsconnect.people.actions.blocking import let_meet_again
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, Role
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import give_role
from tests.inviting.world import changed, named_to, page, somebody


@pytest.fixture
def me(topic: Topic, other_topic: Topic) -> Person:
    """Wants the one, shares the other."""
    return somebody("Mina Me", wants=(topic,), shares=(other_topic,))


@pytest.mark.parametrize("role", ["", Role.Kind.SUPPORT])
@pytest.mark.parametrize("key", ["shares", "languages", "hours"])
def test_a_sharer_who_keeps_what_it_takes_to_the_team_is_named_to_nobody(
    me: Person, topic: Topic, key: str, role: str
) -> None:
    if role:
        give_role(me, role)
    quiet = somebody("Quy Quiet", shares=(topic,))
    assert named_to(me) == ["Quy Quiet"]

    changed(quiet, **{f"{key}_audience": Audience.TEAM})

    assert named_to(me) == []


@pytest.mark.parametrize("key", ["wishes", "languages", "hours"])
def test_a_learner_who_keeps_what_it_takes_to_the_team_is_named_to_nobody(
    me: Person, other_topic: Topic, key: str
) -> None:
    quiet = somebody("Quy Quiet", wants=(other_topic,))
    assert named_to(me) == ["Quy Quiet"]

    changed(quiet, **{f"{key}_audience": Audience.TEAM})

    assert named_to(me) == []


def test_whoever_has_no_name_for_members_is_named_to_nobody(me: Person, topic: Topic) -> None:
    quiet = somebody("Quy Quiet", shares=(topic,))
    assert named_to(me) == ["Quy Quiet"]

    changed(quiet, chosen_name_audience=Audience.TEAM, username_audience=Audience.TEAM)

    assert named_to(me) == []


def test_a_hidden_wish_is_no_reason_and_gives_no_better_place(me: Person, topic: Topic, other_topic: Topic) -> None:
    for name in ("One Sharer", "Two Sharer"):
        somebody(name, shares=(topic,))
    first, second = named_to(me)
    wisher = Person.objects.get(chosen_name=second)
    Wish.objects.create(person=wisher, topic=other_topic, level=2)

    changed(wisher, wishes_audience=Audience.TEAM)
    hidden = named_to(me), str(other_topic) in page(me)
    changed(wisher, wishes_audience=Audience.MEMBERS)

    assert hidden == ([first, second], False)
    assert named_to(me) == [second, first]  # both ways comes first, where it is shown
    assert f"wants to learn {other_topic}" in page(me)


def test_a_hidden_offer_does_not_put_a_learner_first(me: Person, topic: Topic, other_topic: Topic) -> None:
    for name in ("One Learner", "Two Learner"):
        somebody(name, wants=(other_topic,))
    changed(me, learn_limit=0)  # so that both stay on the side of those I could help
    first, second = named_to(me)
    sharer = Person.objects.get(chosen_name=second)
    Offer.objects.create(person=sharer, topic=topic, level=3)

    changed(sharer, shares_audience=Audience.TEAM)
    hidden = named_to(me)
    changed(sharer, shares_audience=Audience.MEMBERS)

    assert hidden == [first, second]
    assert named_to(me) == [second, first]


def test_a_hidden_language_or_region_is_not_told(me: Person, topic: Topic) -> None:
    somebody("Pia Paris", shares=(topic,), region="NWE", region_audience=Audience.TEAM, languages=("en", "fr"))

    assert named_to(me) == ["Pia Paris"]
    assert "From another region" not in page(me)


def test_what_i_keep_to_myself_counts_for_me_and_for_nobody_else(me: Person, topic: Topic) -> None:
    sharer = somebody("Pia Paris", shares=(topic,))
    assert (named_to(me), named_to(sharer)) == (["Pia Paris"], ["Mina Me"])

    changed(me, wishes_audience=Audience.ME, hours_audience=Audience.ME, languages_audience=Audience.TEAM)

    assert (named_to(me), named_to(sharer)) == (["Pia Paris"], [])


@pytest.mark.parametrize("who_asks", ["me", "other"])
def test_kept_apart_neither_is_named_to_the_other_from_that_moment_on(
    me: Person, topic: Topic, other_topic: Topic, who_asks: str
) -> None:
    other = somebody("Olu Other", shares=(topic,), wants=(other_topic,))
    assert (named_to(me), named_to(other)) == (["Olu Other"], ["Mina Me"])
    one, two = (me, other) if who_asks == "me" else (other, me)

    block(one, two, by=one)
    assert (named_to(me), named_to(other)) == ([], [])
    assert "Nobody here shares it yet" in page(me)  # as if they were not there

    let_meet_again(one, two, by=one)
    assert (named_to(me), named_to(other)) == (["Olu Other"], ["Mina Me"])


def test_somebody_suspended_is_named_to_nobody_from_that_moment_on(me: Person, topic: Topic, staff: Person) -> None:
    sharer = somebody("Pia Paris", shares=(topic,))
    assert named_to(me) == ["Pia Paris"]

    suspend(sharer, by=staff)
    assert named_to(me) == []

    lift(sharer, by=staff)
    assert named_to(me) == ["Pia Paris"]
