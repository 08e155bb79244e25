"""Reviewers and the team suggest what somebody could share; that person alone decides."""

import pytest

from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, Role
from letsconnect.skills.models import Offer, Suggestion, Topic
from tests.cast import give_role, make_person, signed_in


@pytest.fixture
def reviewer() -> Person:
    person = make_person("Rhea Reviewer")
    give_role(person, Role.Kind.REVIEWER)
    return person


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.get(slug="partnerships")


FACTS = {"topic": "partnerships", "why": "I saw the museum day", "source": "the annual report"}


def test_a_suggestion_is_seen_by_the_person_and_the_team_only(reviewer, sharer, learner, liaison, topic):
    other = make_person("Otto Other")
    give_role(other, Role.Kind.REVIEWER)
    address = f"/team/suggest/{sharer.public_id}/"

    signed_in(reviewer).post(address, FACTS)

    assert Suggestion.objects.get().person == sharer
    assert "museum day" in signed_in(liaison).get(address).content.decode()
    assert "museum day" in signed_in(reviewer).get(address).content.decode()
    assert "museum day" not in signed_in(other).get(address).content.decode()
    for who in (learner, liaison, reviewer):
        assert "museum day" not in signed_in(who).get(f"/people/{sharer.public_id}/").content.decode()


def test_the_same_suggestion_twice_is_one(reviewer, sharer):
    for _each in range(2):
        signed_in(reviewer).post(f"/team/suggest/{sharer.public_id}/", FACTS)

    assert Suggestion.objects.count() == 1


def test_what_somebody_shares_already_is_not_asked_and_not_told(reviewer, sharer, topic):
    sharer.shares_audience = Audience.ME
    sharer.save()
    Offer.objects.create(person=sharer, topic=topic)
    browser = signed_in(reviewer)

    page = browser.post(f"/team/suggest/{sharer.public_id}/", FACTS, follow=True).content.decode()

    assert "Thank you" in page
    assert Suggestion.objects.get().answer == "yes"


def test_nobody_is_suggested_anything_by_who_may_not_see_them(reviewer, sharer):
    for key in ("chosen_name", "username"):
        setattr(sharer, f"{key}_audience", Audience.ME)
    sharer.save()

    assert signed_in(reviewer).post(f"/team/suggest/{sharer.public_id}/", FACTS).status_code == 404
    assert not Suggestion.objects.exists()


def test_members_and_evaluators_suggest_nothing(learner, evaluator, sharer):
    for person in (learner, evaluator):
        assert signed_in(person).post(f"/team/suggest/{sharer.public_id}/", FACTS).status_code == 403
    assert not Suggestion.objects.exists()


def test_the_persons_page_leads_reviewers_here(reviewer, learner, sharer):
    address = f"/people/{sharer.public_id}/"
    link = f"/team/suggest/{sharer.public_id}/"

    assert link in signed_in(reviewer).get(address).content.decode()
    assert link not in signed_in(learner).get(address).content.decode()
