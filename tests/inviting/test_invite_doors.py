"""Somebody invites somebody from their page."""

import re
from datetime import timedelta

import pytest

from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.interpreting.models import InterpretationRequest
from letsconnect.people.actions.ledger import touch
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic, Wish
from matchmaker import hours
from tests.cast import make_person, signed_in
from tests.connections.conftest import letters_to
from tests.inviting.world import form_of


@pytest.mark.usefixtures("two")
def test_an_invitation_as_the_page_proposes_it_reaches_the_sharer(
    learner: Person, sharer: Person, topic: Topic
) -> None:
    client, sent, page = form_of(learner, sharer)

    response = client.post(f"/people/{sharer.public_id}/invite/", sent | {"words": "Could you show me your sheets?"})

    made = Connection.objects.get()
    assert response["Location"] == f"/connections/{made.public_id}/"
    assert (made.topic, made.language, made.words) == (topic, "en", "Could you show me your sheets?")
    assert {place.part: place.person for place in made.places.all()} == {"sharer": sharer, "learner": learner}
    assert made.times.count() == 3
    assert letters_to(sharer) == ["invitation"]
    assert page.count("the time for <bdi>Sami Sharer</bdi>") == 1  # their clock below mine, told once


@pytest.mark.usefixtures("two")
def test_days_further_on_are_folded_away_until_a_time_of_theirs_is_ticked(learner: Person, sharer: Person) -> None:
    client, sent, page = form_of(learner, sharer)
    days = re.findall(r'name="times" value="(\d+)"', page.partition("More days")[2])

    answer = client.post(f"/people/{sharer.public_id}/invite/", sent | {"about": "", "times": days[-1:]})

    assert len(days) > 10
    assert "<details><summary>More days" in page
    assert "<details open><summary>More days" in answer.content.decode()
    assert f'value="{days[-1]}" checked' in answer.content.decode()


@pytest.mark.usefixtures("two")
def test_two_whose_clocks_differ_are_named_at_each_time(learner: Person, sharer: Person, topic: Topic) -> None:
    days = hours.from_ranges((day * 48 + 12, day * 48 + 46) for day in range(7)).to_bytes(42, "little")
    other = make_person("Olu Other", time_zone="Asia/Kolkata", hours=days)
    Wish.objects.create(person=other, topic=topic)
    Person.objects.filter(pk__in=(learner.pk, sharer.pk)).update(hours=days)
    touch(other), touch(learner), touch(sharer)
    client, sent, _page = form_of(learner, sharer)

    answer = client.post(f"/people/{sharer.public_id}/invite/", sent | {"others": other.public_id, "words": "a" * 1001})

    page = answer.content.decode()
    assert page.count("For <bdi>Olu Other</bdi>") == page.count("For <bdi>Sami Sharer</bdi>") > 10
    assert "the time for" not in page


@pytest.mark.usefixtures("two")
def test_pressed_twice_it_is_one_invitation(learner: Person, sharer: Person) -> None:
    client, sent, _page = form_of(learner, sharer)

    first = client.post(f"/people/{sharer.public_id}/invite/", sent)
    second = client.post(f"/people/{sharer.public_id}/invite/", sent)

    assert first["Location"] == second["Location"]
    assert Connection.objects.count() == 1


@pytest.mark.usefixtures("two")
def test_the_same_key_from_somebody_else_is_another_intent(learner: Person, sharer: Person, topic: Topic) -> None:
    other = make_person("Olu Other")
    sharer.share_limit = 2
    sharer.save()
    client, sent, _page = form_of(learner, sharer)
    client.post(f"/people/{sharer.public_id}/invite/", sent)

    client, own, _page = form_of(other, sharer)
    at = int((clock.now() + timedelta(days=4)).replace(minute=0, second=0, microsecond=0).timestamp())
    assert str(at) not in own["times"]
    day = (clock.now() + timedelta(days=4)).date().isoformat()
    response = client.post(
        f"/people/{sharer.public_id}/invite/", own | {"intent": sent["intent"], "day_1": day, "time_1": "10:00"}
    )

    assert response.status_code == 302
    assert Connection.objects.count() == 2


@pytest.mark.usefixtures("two")
def test_whoever_shares_what_the_other_wants_is_the_sharer(learner: Person, sharer: Person, topic: Topic) -> None:
    client, sent, _page = form_of(sharer, learner)

    client.post(f"/people/{learner.public_id}/invite/", sent)

    assert Place.objects.get(part="sharer").person == sharer


@pytest.mark.usefixtures("two")
def test_a_resource_needs_no_time(learner: Person, sharer: Person) -> None:
    client, sent, _page = form_of(learner, sharer, "?kind=resource&topic=budget-development")

    client.post(f"/people/{sharer.public_id}/invite/", sent | {"times": []})

    assert (sent["kind"], Connection.objects.get().times.count()) == ("resource", 0)


@pytest.mark.usefixtures("two")
def test_a_refusal_stands_beside_the_form_and_nothing_typed_is_lost(learner: Person, sharer: Person) -> None:
    client, sent, _page = form_of(learner, sharer)
    sharer.share_limit = 0
    sharer.save()

    response = client.post(f"/people/{sharer.public_id}/invite/", sent | {"words": "these words stay"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Next month is a new one." in page
    assert "these words stay" in page
    assert "/people/?share=budget-development" in page
    assert page.count("checked") >= 5  # the topic, the kind and three times
    assert Connection.objects.count() == 0


@pytest.mark.usefixtures("two")
def test_without_a_time_the_form_asks_for_one(learner: Person, sharer: Person) -> None:
    client, sent, _page = form_of(learner, sharer)

    response = client.post(f"/people/{sharer.public_id}/invite/", sent | {"times": []})

    assert "Propose one to three different times." in response.content.decode()
    assert Connection.objects.count() == 0


@pytest.mark.usefixtures("two")
def test_a_topic_that_is_not_shown_to_the_reader_is_not_on_offer(learner: Person, sharer: Person, topic: Topic) -> None:
    sharer.shares_audience = Audience.TEAM
    sharer.save()
    sharer_page = signed_in(learner).get(f"/people/{sharer.public_id}/invite/")

    response = signed_in(learner).post(
        f"/people/{sharer.public_id}/invite/", {"about": f"learn:{topic.slug}", "kind": "resource", "language": "en"}
    )

    assert str(topic) not in sharer_page.content.decode()
    assert response.status_code == 200
    assert Connection.objects.count() == 0


@pytest.mark.usefixtures("two")
def test_hours_that_are_not_told_give_no_times_and_no_clock_away(learner: Person, sharer: Person) -> None:
    sharer.hours_audience = Audience.TEAM
    sharer.save()

    _client, sent, page = form_of(learner, sharer)

    assert sent["times"] == []
    assert "<bdi>Sami Sharer</bdi>" not in page.partition('<form method="post"')[2]


def test_without_a_language_in_common_interpretation_is_asked_for(
    korean_reader: Person, arabic_reader: Person, topic: Topic
) -> None:
    Offer.objects.create(person=arabic_reader, topic=topic, level=3)
    korean_reader.languages.filter(code="en").delete()
    client, sent, _page = form_of(korean_reader, arabic_reader)

    client.post(f"/people/{arabic_reader.public_id}/invite/", sent | {"kind": "resource"})

    asked = InterpretationRequest.objects.get()
    assert (asked.one, asked.other) == ("ko", "ar")
    assert asked.connection.language == ""
