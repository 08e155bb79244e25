"""Now and then people hear that there is somebody to meet: seldom, without a name, and never those who want peace."""

from datetime import timedelta

import pytest

from letsconnect.connections.actions.stopping import block
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter, Unsubscribed
from letsconnect.inviting.actions.suggesting import suggest_by_letter
from letsconnect.inviting.queries.turns import EPOCH, HOURS, whose_turn
from letsconnect.inviting.tasks import suggest_to_some
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.inviting.world import changed, somebody

LONG_AGO = {"registered_at": clock.now() - timedelta(days=30)}


@pytest.fixture
def me(topic: Topic) -> Person:
    return somebody("Mina Me", wants=(topic,), ui_language="ko", **LONG_AGO)


def letters() -> list[OutgoingLetter]:
    return list(OutgoingLetter.objects.filter(letter="inviting/suggestions"))


def heard_in_four_weeks() -> list[Person]:
    now = clock.now()
    return [person for hour in range(HOURS) for person in whose_turn(now + timedelta(hours=hour))]


def test_the_letter_says_why_to_look_in_the_readers_language_and_names_nobody(
    me: Person, paris: Person, topic: Topic
) -> None:
    assert suggest_by_letter(me)

    [letter] = letters()
    assert (letter.person, letter.language, letter.about) == (me, "ko", "suggestions")
    assert "/suggestions/" in letter.body
    assert "Pia" not in letter.body + letter.subject
    assert paris.public_id not in letter.body
    assert "List-Unsubscribe" in letter.headers


def test_asked_twice_in_four_weeks_it_is_told_once(me: Person, paris: Person) -> None:
    suggest_by_letter(me)
    suggest_by_letter(me)

    assert len(letters()) == 1


def test_where_nobody_fits_no_letter_is_written(me: Person) -> None:
    assert not suggest_by_letter(me)
    assert letters() == []


def test_who_is_kept_apart_is_no_reason_to_write(me: Person, paris: Person) -> None:
    block(paris, me, by=paris)

    assert not suggest_by_letter(me)
    assert letters() == []


def test_everybody_has_one_hour_in_four_weeks(me: Person) -> None:
    assert heard_in_four_weeks() == [me]


@pytest.mark.parametrize(
    "facts",
    [
        {"paused_until": clock.today() + timedelta(days=40)},
        {"suspended_at": clock.now()},
        {"confirmed_at": None},
        {"registered_at": clock.now() + timedelta(days=30)},
        {"is_demo": True},
    ],
)
def test_who_wants_peace_is_not_here_yet_or_not_any_more_has_no_turn(facts: dict[str, object], me: Person) -> None:
    changed(me, **facts)

    assert heard_in_four_weeks() == []


def test_who_stopped_such_letters_has_no_turn(me: Person) -> None:
    Unsubscribed.objects.create(person=me, about="suggestions", at=clock.now())

    assert heard_in_four_weeks() == []


def test_in_their_hour_the_letter_is_written(me: Person, paris: Person, time_machine) -> None:
    here = (clock.now() - EPOCH) // timedelta(hours=1) % HOURS
    time_machine.move_to(clock.now() + timedelta(hours=(me.pk - here) % HOURS))

    suggest_to_some.call()

    assert [letter.person for letter in letters()] == [me]
