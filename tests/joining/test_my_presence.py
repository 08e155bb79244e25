"""Here or not: a break, the promise, publishing, and a profile that has grown old."""

from datetime import timedelta

from letsconnect.ground import clock
from letsconnect.joining.queries.steps import steps_of
from letsconnect.people.models import Consent, Person
from tests.cast import signed_in
from tests.joining.steps import post


def test_a_break_begins_and_ends_with_one_press(learner: Person):
    until = clock.today() + timedelta(days=20)

    post(learner, "pause", {"paused_until": until.isoformat()})
    learner.refresh_from_db()
    began = learner.paused_until
    post(learner, "pause", {"back": "1"})

    learner.refresh_from_db()
    assert (began, learner.paused_until) == (until, None)


def test_a_break_has_an_end_within_a_year(learner: Person):
    page = post(learner, "pause", {"paused_until": "2001-01-01"}).content.decode()

    assert "Choose a day within the next year." in page


def test_promise_is_given_and_taken_back_with_one_press_each(learner: Person):
    post(learner, "conduct", {})
    given = {step.code for step in steps_of(learner) if step.done}
    post(learner, "conduct", {"withdraw": "1"})
    taken = {step.code for step in steps_of(learner) if step.done}

    assert "conduct" in given
    assert "conduct" not in taken
    assert [line.choice for line in Consent.objects.all()] == ["yes", "yes", "no", "no"]


def test_publishing_is_chosen_and_taken_back_on_the_same_page(learner: Person):
    post(learner, "consents", {"publish": "all"})
    post(learner, "consents", {"publish": "all"})
    post(learner, "consents", {"publish": "none"})

    assert [(line.what, line.choice) for line in Consent.objects.all()] == [("publish", "all"), ("publish", "none")]


def test_a_stale_profile_is_asked_and_refreshed_with_one_press(learner: Person):
    learner.fresh_at = clock.now() - timedelta(days=91)
    learner.save()
    asked = signed_in(learner).get("/me/").content.decode()

    post(learner, "fresh", {})

    learner.refresh_from_db()
    assert "Still true?" in asked
    assert "Still true?" not in signed_in(learner).get("/me/").content.decode()
