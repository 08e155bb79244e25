"""Inviting somebody from their page, without any script."""

import re

import pytest
from django.test import Client

from letsconnect.connections.actions.answering import decline
from letsconnect.connections.models import Connection, InterpretationRequest, Place
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import make_person, signed_in

from .conftest import letters_to

ALWAYS = ((1 << 336) - 1).to_bytes(42, "little")


@pytest.fixture
def two(learner: Person, sharer: Person, topic: Topic) -> str:
    """They share what I want, both are free; answers the address of the invitation."""
    Offer.objects.create(person=sharer, topic=topic, level=3)
    Wish.objects.create(person=learner, topic=topic, level=2)
    for person in (learner, sharer):
        person.hours, person.never_nights = ALWAYS, True
        person.save()
    return f"/people/{sharer.public_id}/invite/"


def filled(html: str) -> dict[str, list[str]]:
    """What the form sends when it is sent as it came."""
    once = re.search(r'name="once" value="([^"]+)"', html)
    assert once
    data = {"once": [once[1]], "times": re.findall(r'name="times" value="(\d+)" checked', html), "words": ["Hello!"]}
    for name in ("topic", "language"):
        chosen = re.search(rf'<select name="{name}".*?<option value="([^"]+)"', html, re.DOTALL)
        data |= {name: [chosen[1]]} if chosen else {}
    return data


def test_one_press_sends_what_is_filled_in(two: str, learner: Person, sharer: Person, topic: Topic) -> None:
    me = signed_in(learner)

    shown = me.get(two).content.decode()
    answer = me.post(two, filled(shown))

    invitation = Connection.objects.get()
    assert answer.headers["Location"] == f"/connections/{invitation.public_id}/"
    assert (invitation.topic, invitation.words, invitation.language) == (topic, "Hello!", "en")
    assert invitation.times.count() == 3
    assert Place.objects.get(part="sharer").person == sharer
    assert letters_to(sharer) == ["invitation"]


def test_two_presses_make_one_invitation(two: str, learner: Person) -> None:
    me = signed_in(learner)
    data = filled(me.get(two).content.decode())

    first, second = me.post(two, data), me.post(two, data)

    assert first.headers["Location"] == second.headers["Location"]
    assert Connection.objects.count() == 1


def test_i_share_what_they_want(two: str, learner: Person, sharer: Person) -> None:
    me = signed_in(sharer)
    address = f"/people/{learner.public_id}/invite/"

    me.post(address, filled(me.get(address).content.decode()))

    assert Place.objects.get(part="sharer").person == sharer
    assert Place.objects.get(part="sharer").answer == "yes"


def test_a_topic_hidden_from_me_cannot_be_asked_about(two: str, learner: Person, sharer: Person, topic: Topic) -> None:
    sharer.shares_audience = Audience.TEAM
    sharer.save()

    me = signed_in(learner)
    shown = me.get(two).content.decode()
    me.post(two, {"topic": topic.slug, "words": "secret?", "once": "x"})

    assert topic.slug not in shown
    assert not Connection.objects.exists()


def test_hours_hidden_from_me_are_not_told_by_times_on_offer(two: str, learner: Person, sharer: Person) -> None:
    me = signed_in(learner)
    assert filled(me.get(two).content.decode())["times"]
    sharer.hours_audience = Audience.TEAM
    sharer.save()

    shown = me.get(two).content.decode()

    assert 'name="times"' not in shown
    assert "For Sami Sharer" not in shown
    assert 'name="day_1"' in shown


def test_a_sharer_with_a_full_month_is_said_beside_the_form_and_nothing_is_lost(
    two: str, learner: Person, sharer: Person, topic: Topic
) -> None:
    sharer.share_limit = 0
    sharer.save()
    me = signed_in(learner)

    shown = me.post(two, filled(me.get(two).content.decode())).content.decode()

    assert "One of them cannot take another conversation this month." in shown
    assert "Hello!</textarea>" in shown
    assert len(re.findall(r'name="times" value="\d+" checked', shown)) == 3
    assert f"/people/?share={topic.slug}" in shown


def test_a_resource_needs_no_time(two: str, learner: Person) -> None:
    me = signed_in(learner)
    address = f"{two}?kind=resource"

    me.post(address, filled(me.get(address).content.decode()))

    invitation = Connection.objects.get()
    assert (invitation.kind, invitation.times.count()) == ("resource", 0)


def test_without_a_common_language_interpretation_is_asked_for(two: str, learner: Person, sharer: Person) -> None:
    SpokenLanguage.objects.filter(person=sharer, code="en").delete()
    me = signed_in(learner)

    me.post(two, filled(me.get(two).content.decode()))

    asked = InterpretationRequest.objects.get()
    assert (asked.one, asked.other, Connection.objects.get().language) == ("en", "fr", "")


def test_at_most_ten_invitations_a_day(two: str, learner: Person, topic: Topic) -> None:
    me = signed_in(learner)
    for number in range(11):
        other = make_person(f"Sharer {number}", hours=ALWAYS)
        Offer.objects.create(person=other, topic=topic, level=3)
        address = f"/people/{other.public_id}/invite/"
        answer = me.post(address, filled(me.get(address).content.decode()))
        for waiting in Connection.objects.exclude(state="ended"):
            decline(waiting, by=other)

    assert Connection.objects.count() == 10
    assert "You have invited many people today." in answer.content.decode()


def test_a_visitor_signs_in_first_and_comes_back(two: str) -> None:
    assert Client().get(two).headers["Location"] == f"/sign-in/?next={two}"


def test_who_is_not_registered_registers_first_and_comes_back(two: str, stranger: Person) -> None:
    me = signed_in(stranger)

    assert me.get(two).headers["Location"] == "/register/"
    assert me.session["return"] == two


def test_nobody_invites_themselves_an_example_or_somebody_they_cannot_see(
    two: str, learner: Person, sharer: Person
) -> None:
    me = signed_in(learner)
    example = make_person("Exa Example", is_demo=True)
    hidden = make_person("Hide Hidden", chosen_name_audience=Audience.ME, username_audience=Audience.ME)

    assert me.get(two).status_code == 200
    for other in (learner, example, hidden):
        assert me.get(f"/people/{other.public_id}/invite/").status_code == 404
