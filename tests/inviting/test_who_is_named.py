"""Who is named in suggestions, when, and who is not: full, invited before, of one's own group, examples."""

from collections.abc import Callable
from datetime import datetime, timedelta

import time_machine

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.ground import clock
from letsconnect.people.actions.presence import pause
from letsconnect.people.models import Group, Person
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import make_person
from tests.inviting.world import MORNINGS, changed, named_to, page, somebody

In = Callable[..., datetime]


def test_somebody_full_is_not_named_and_is_again_once_a_place_is_free(
    me: Person, paris: Person, topic: Topic, in_days: In
) -> None:
    rival = somebody("Rina Rival", wants=(topic,))
    assert named_to(me) == ["Pia Paris"]

    invitation = propose(Proposal(topic, paris, (rival,), (in_days(5),), month=clock.today()), by=rival)
    full = named_to(me)
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        still_full = named_to(me)
        decline(invitation, by=paris)
    with time_machine.travel(clock.now() + timedelta(minutes=4)):
        assert (full, still_full, named_to(me)) == ([], [], ["Pia Paris"])


def test_nobody_is_named_again_whom_i_invited_met_or_had_a_no_from(
    me: Person, paris: Person, topic: Topic, in_days: In
) -> None:
    for person in (me, paris):
        changed(person, learn_limit=4, share_limit=4)
    assert (named_to(me), named_to(paris)) == (["Pia Paris"], ["Mina Me"])

    invitation = propose(Proposal(topic, paris, (me,), (in_days(5),), month=clock.today()), by=me)
    invited = named_to(me), named_to(paris)
    accept(invitation, invitation.times.all(), by=paris)
    agreed = named_to(me), named_to(paris)

    assert invited == agreed == ([], [])


def test_after_not_this_time_neither_is_named_to_the_other_for_three_months(
    me: Person, paris: Person, topic: Topic, in_days: In
) -> None:
    invitation = propose(Proposal(topic, paris, (me,), (in_days(5),), month=clock.today()), by=me)
    decline(invitation, by=paris)

    assert (named_to(me), named_to(paris)) == ([], [])
    with time_machine.travel(clock.now() + timedelta(days=93)):
        assert (named_to(me), named_to(paris)) == (["Pia Paris"], ["Mina Me"])


def test_neither_oneself_nor_ones_own_group_nor_who_has_not_confirmed_nor_who_does_not_talk_is_named(
    me: Person, group: Group, topic: Topic
) -> None:
    changed(me, group=group)
    somebody("Gil Group", shares=(topic,), group=group)
    somebody("Ulf Unconfirmed", shares=(topic,), confirmed_at=None)
    writer = somebody("Wilma Writes", shares=(topic,))
    Offer.objects.filter(person=writer).update(one_to_one="no")
    changed(writer)
    assert named_to(me) == []

    somebody("Abe Able", shares=(topic,), group=Group.objects.create(slug="g2", name="G2", folded="g2"))

    assert named_to(me) == ["Abe Able"]


def test_examples_and_people_are_never_named_to_each_other(me: Person, topic: Topic) -> None:
    example = somebody("Ex Ample", shares=(topic,), is_demo=True)
    other = somebody("Exa Other", wants=(topic,), is_demo=True)

    assert named_to(me) == []
    assert named_to(other) == ["Ex Ample"]
    assert f"/people/{example.public_id}/invite/" not in page(other)
    assert named_to(example) == ["Exa Other"]


def test_what_changes_is_followed_in_the_running_process(me: Person, topic: Topic, other_topic: Topic) -> None:
    late = somebody("Lou Late", shares=(other_topic,))
    assert named_to(me) == []

    offer_topic(late, topic, by=late, level=3)
    assert named_to(me) == ["Lou Late"]

    changed(late, hours=MORNINGS)
    assert named_to(me) == []


def test_a_break_acts_at_once_and_both_ways(me: Person, paris: Person) -> None:
    assert (named_to(me), named_to(paris)) == (["Pia Paris"], ["Mina Me"])

    Person.objects.filter(pk=paris.pk).update(paused_until=clock.today())  # no line says so: read at that very moment
    assert named_to(me) == []
    assert "You are taking a break until" in page(Person.objects.get(pk=paris.pk))

    pause(paris, by=paris, until=None)
    assert named_to(me) == ["Pia Paris"]


def test_who_joined_a_moment_ago_has_suggestions(paris: Person, topic: Topic) -> None:
    assert named_to(paris) == []
    new = make_person("Nia New", hours=paris.hours, never_nights=False)
    Wish.objects.create(person=new, topic=topic)
    changed(new)

    assert named_to(new) == ["Pia Paris"]
    assert named_to(paris) == ["Nia New"]
