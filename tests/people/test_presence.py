"""Still true? One letter, at most once in ninety days; and one press."""

from datetime import timedelta

import pytest

from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.ground.models import OutgoingLetter
from letsconnect.joining.actions.asking import ask_if_still_true
from letsconnect.joining.tasks import ask_whose_profile_is_old
from letsconnect.mailboxes.actions.letters import stop_letters
from letsconnect.people.actions.presence import confirm_profile, pause, still_true
from letsconnect.people.models import Person
from letsconnect.people.queries.freshness import is_stale, people_to_ask


@pytest.fixture
def stale(learner: Person) -> Person:
    learner.fresh_at = clock.now() - timedelta(days=91)
    learner.save()
    return learner


def letters_to(person: Person) -> list[str]:
    return list(OutgoingLetter.objects.filter(person=person).values_list("letter", flat=True))


def test_an_old_profile_is_asked_about_once(stale: Person, sharer: Person):
    ask_whose_profile_is_old.func()
    ask_whose_profile_is_old.func()

    assert letters_to(stale) == ["joining/still_true"]
    assert letters_to(sharer) == []


def test_after_another_ninety_days_it_is_asked_again(stale: Person):
    ask_if_still_true(stale)
    Person.objects.filter(pk=stale.pk).update(freshness_asked_at=clock.now() - timedelta(days=91))

    assert ask_if_still_true(stale)
    assert letters_to(stale) == ["joining/still_true"] * 2


def test_one_press_makes_it_fresh(stale: Person):
    still_true(stale, by=stale)

    stale.refresh_from_db()
    assert not is_stale(stale)
    assert not people_to_ask().exists()


def test_who_stopped_such_letters_gets_none(stale: Person):
    stop_letters(stale, "freshness", how="page")

    ask_whose_profile_is_old.func()

    assert letters_to(stale) == []


@pytest.mark.parametrize(
    "facts", [{"is_demo": True}, {"confirmed_at": None}, {"email": None}, {"suspended_at": clock.now()}]
)
def test_some_are_never_asked(stale: Person, facts: dict):
    Person.objects.filter(pk=stale.pk).update(**facts)

    ask_whose_profile_is_old.func()

    assert letters_to(stale) == []


def test_the_letter_is_in_the_readers_language_and_can_be_stopped(stale: Person):
    ask_if_still_true(stale)

    letter = OutgoingLetter.objects.get()
    assert "/me/" in letter.body
    assert "List-Unsubscribe" in letter.headers


def test_nobody_speaks_for_another(stale: Person, staff: Person):
    for deed in (
        lambda: still_true(stale, by=staff),
        lambda: pause(stale, by=staff, until=clock.today()),
        lambda: confirm_profile(stale, by=staff, audiences={}, language="en"),
    ):
        with pytest.raises(NotAllowed):
            deed()

    stale.refresh_from_db()
    assert is_stale(stale)
    assert stale.paused_until is None
