"""The directory's doors: they open, for whom, and with what behind them."""

import pytest

from letsconnect.people.audience import Audience
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import signed_in


def test_a_member_finds_the_others(learner, sharer):
    page = signed_in(learner).get("/people/").content.decode()

    assert "Sami Sharer" in page


def test_signed_out_nobody_is_seen_who_did_not_say_so(client, learner, sharer):
    sharer.chosen_name_audience = Audience.EVERYONE
    sharer.save()

    page = client.get("/people/").content.decode()

    assert "Sami Sharer" in page
    assert "Lena Learner" not in page


def test_a_person_one_may_not_see_is_not_found(client, learner):
    assert client.get(f"/people/{learner.public_id}/").status_code == 404


def test_a_member_reads_a_persons_page(learner, sharer):
    topic = Topic.objects.get(slug="budget-development")
    Offer.objects.create(person=sharer, topic=topic, level=3, note="three grants")

    page = signed_in(learner).get(f"/people/{sharer.public_id}/").content.decode()

    assert "three grants" in page


@pytest.mark.parametrize("seen_as", ["members", "everyone", "team", ""])
def test_my_own_page_can_be_seen_as_others_see_it(learner, seen_as):
    answer = signed_in(learner).get(f"/people/{learner.public_id}/", {"as": seen_as})

    assert answer.status_code == 200


def test_the_topics_lead_to_people(learner, sharer):
    topic = Topic.objects.get(slug="budget-development")
    Offer.objects.create(person=sharer, topic=topic, level=3)
    Wish.objects.create(person=learner, topic=topic)
    browser = signed_in(learner)

    assert "1 can share" in browser.get("/topics/").content.decode()
    assert "Sami Sharer" in browser.get("/topics/budget-development/").content.decode()
