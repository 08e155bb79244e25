"""Where people meet and what they ask: for those who said yes, and nobody else."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.actions.forgetting import forget
from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.actions.moving import move
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.letters import YES, answer_address
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.meeting import room, suits_everybody
from letsconnect.conversations.actions.preparing import ask, choose_meeting
from letsconnect.conversations.queries.mine import sections_of
from letsconnect.ground import clock
from letsconnect.ground.errors import NotAllowed
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from tests.cast import make_person, signed_in

NUMBER = "+233 555 0100"


@pytest.fixture
def four(learner: Person, sharer: Person, topic: object, in_days) -> Connection:
    """Three who come, and one who said no."""
    ana, no = make_person("Ana Another"), make_person("Nils No")
    four = propose(Proposal(topic, sharer, (learner, ana, no), (in_days(5),), month=clock.today()), by=None)
    for person in (sharer, learner, ana):
        accept(four, four.times.all(), by=person)
    return decline(four, by=no)


def page(connection: Connection, person: Person, door: str = "") -> str:
    return signed_in(person).get(f"/connections/{connection.public_id}/{door}").content.decode()


def test_where_they_meet_is_shown_to_those_who_come_only(four: Connection, learner: Person, sharer: Person) -> None:
    choose_meeting(four, "phone", NUMBER, by=sharer)
    no = Person.objects.get(chosen_name="Nils No")
    place = Place.objects.select_related("connection__topic", "person").get(connection=four, person=learner)
    by_letter = Client().get(urlsplit(answer_address(place, YES, four.starts_at)).path).content.decode()

    assert NUMBER in page(four, learner)
    assert NUMBER not in page(four, no)
    assert NUMBER not in by_letter
    assert NUMBER not in page(four, learner, "calendar.ics")
    with pytest.raises(NotAllowed):
        choose_meeting(four, "room", "", by=no)


def test_a_room_keeps_its_name_until_somebody_leaves(four: Connection) -> None:
    before = room(four)
    assert room(Connection.objects.get(pk=four.pk)) == before

    call_off(four, by=Person.objects.get(chosen_name="Ana Another"))

    after = room(Connection.objects.get(pk=four.pk))
    assert after != before
    assert four.public_id not in after


def test_once_it_is_over_the_page_leads_to_no_room_and_no_calendar(four: Connection, learner: Person) -> None:
    doors = (room(four), "calendar.ics")
    assert all(door in page(four, learner) for door in doors)

    with time_machine.travel(four.starts_at + timedelta(hours=3)):
        afterwards = page(four, learner)

    assert not any(door in afterwards for door in doors)


@pytest.mark.parametrize("deed", [lambda connection, person: call_off(connection, by=person), lambda _c, p: forget(p)])
def test_whoever_leaves_takes_their_number_along(four: Connection, learner: Person, deed) -> None:
    ana = Person.objects.get(chosen_name="Ana Another")
    choose_meeting(four, "phone", NUMBER, by=ana)

    deed(four, ana)

    assert NUMBER not in page(four, learner)
    assert Connection.objects.get(pk=four.pk).meeting_where == ""


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org/", "not a link", "https://me:pass@x.org/"])
def test_only_a_whole_address_of_the_web_is_taken(four: Connection, learner: Person, link: str) -> None:
    answer = signed_in(learner).post(f"/connections/{four.public_id}/place/", {"meeting": "link", "where": link})

    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()
    assert Connection.objects.get(pk=four.pk).meeting == Connection.Meeting.ROOM


def test_questions_of_learners_are_read_by_all_who_come(four: Connection, learner: Person, sharer: Person) -> None:
    ask(four, ["How?", "", "Who?", "When?"], by=learner)

    assert Place.objects.get(connection=four, person=learner).questions == ["How?", "Who?", "When?"]
    assert "How?" in page(four, sharer)
    assert "How?" not in page(four, Person.objects.get(chosen_name="Nils No"))
    with pytest.raises(NotAllowed):
        ask(four, ["Me too?"], by=sharer)


def test_what_suits_all_is_said_and_not_whose_need_it_is(four: Connection, learner: Person, sharer: Person) -> None:
    assert suits_everybody(four.places.all()) == "picture"

    Person.objects.filter(pk=sharer.pk).update(low_bandwidth=[Person.Bandwidth.NO_VIDEO])

    assert "Sound without pictures suits everybody" in page(four, learner)
    assert "too heavy" not in page(four, learner)


def test_who_shows_no_name_to_members_has_none_here(four: Connection, learner: Person, sharer: Person) -> None:
    closed = {"chosen_name_audience": Audience.TEAM, "username_audience": Audience.TEAM}
    Person.objects.filter(pk=sharer.pk).update(**closed)
    place = Place.objects.select_related("connection__topic", "person").get(connection=four, person=learner)
    places = [urlsplit(answer_address(place, YES, four.starts_at)).path, "/connections/"]
    shown = [signed_in(learner).get(path).content.decode() for path in places]
    shown += [page(four, learner), page(four, learner, "calendar.ics")]

    assert not [text for text in shown if "Sami" in text or "example.org" in text]


def test_each_conversation_stands_once_with_one_next_step(
    four: Connection, invitation: Connection, learner: Person
) -> None:
    sections = sections_of(learner)

    assert [(section.key, len(section.lines)) for section in sections] == [("answer", 1), ("coming", 1)]
    assert sections[0].lines[0].next.href.endswith("#answer")
    assert signed_in(learner).get("/connections/").content.decode().count("<h3>") == 2


def test_my_conversations_ask_the_database_no_more_for_more_of_them(
    learner: Person, topic: object, in_days, django_assert_max_num_queries
) -> None:
    for number in range(12):
        one = make_person(f"Sharer {number}")
        propose(Proposal(topic, one, (learner,), (in_days(number + 3),), month=clock.today()), by=None)

    with django_assert_max_num_queries(4):
        assert len(sections_of(learner)[0].lines) == 12


def test_a_conversation_that_is_being_moved_says_that_its_old_time_is_given_up(
    four: Connection, learner: Person, sharer: Person, in_days
) -> None:
    assert "given up" not in page(four, sharer)

    move(four, [in_days(9)], by=learner)

    assert "The agreed time is given up, and new ones are proposed." in page(four, sharer)


def test_what_nobody_kept_or_can_keep_any_more_has_no_heading(four: Connection, learner: Person) -> None:
    assert 'id="links"' in page(four, learner)
    assert 'id="files"' in page(four, learner)

    call_off(four, by=learner)

    assert 'id="links"' not in page(four, learner)
    assert 'id="files"' not in page(four, learner)
