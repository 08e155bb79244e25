"""Tables: as many learners as there are seats."""

from collections.abc import Callable
from datetime import datetime

import pytest

from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.models import Connection
from letsconnect.ground.errors import Refused
from letsconnect.inviting import rules
from letsconnect.inviting.actions.tables import Table, open_table, take_a_seat
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.cast import make_person
from tests.connections.conftest import letters_to

State = Connection.State
In = Callable[..., datetime]


def test_members_open_tables_and_only_who_does_not_sit_there_takes_a_seat(
    sharer: Person, learner: Person, stranger: Person, topic: Topic, in_days: In
) -> None:
    table = open_table(Table(topic, in_days(3)), by=sharer)
    people = (sharer, learner, stranger)

    assert [rules.may_open_table(person) for person in people] == [True, True, False]
    assert [rules.may_take_a_seat(person, table) for person in people] == [False, True, False]


def test_a_table_takes_as_many_learners_as_it_has_seats(sharer: Person, topic: Topic, in_days: In) -> None:
    table = open_table(Table(topic, in_days(3), seats=2), by=sharer)
    first, second, third = (make_person(f"Learner {number}") for number in range(3))

    take_a_seat(table, by=first)
    take_a_seat(table, by=first)
    taken = take_a_seat(table, by=second)
    with pytest.raises(Refused):
        take_a_seat(table, by=third)

    assert taken.state == State.AGREED
    assert taken.places.count() == 3
    assert letters_to(sharer) == ["seat_taken", "seat_taken"]


def test_a_seat_given_back_can_be_taken_again(sharer: Person, topic: Topic, in_days: In) -> None:
    table = open_table(Table(topic, in_days(3), seats=1), by=sharer)
    first, second = make_person("First Learner"), make_person("Second Learner")
    take_a_seat(table, by=first)

    emptied = call_off(table, by=first)
    assert emptied.state == State.OPEN
    taken = take_a_seat(table, by=second)

    assert taken.state == State.AGREED
