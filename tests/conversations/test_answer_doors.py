"""Answering from a letter, signed in or out, without any script; and the page of a connection."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from letsconnect.connections.actions.answering import accept, decline, propose_other_times
from letsconnect.connections.actions.nudging import nudge
from letsconnect.connections.letters import NO, OTHER, YES, answer_address, read_answer
from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.ground.models import OutgoingLetter
from letsconnect.people.models import Person
from tests.cast import signed_in
from tests.connections.conftest import letters_to

State, Answer = Connection.State, Place.Answer
In = Callable[..., datetime]


def path_of(address: str) -> str:
    return urlsplit(address).path


def place_of(connection: Connection, person: Person) -> Place:
    return Place.objects.select_related("connection__topic", "person").get(connection=connection, person=person)


def link(connection: Connection, person: Person, answer: str, number: int | None = None) -> str:
    """The path of a link in a letter; `number`: of the proposed time it names."""
    at = connection.times.all()[number].starts_at if number is not None else None
    return path_of(answer_address(place_of(connection, person), answer, at))


def ticked(html: str) -> list[str]:
    return re.findall(r'name="times" value="(\d+)" checked', html)


def seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def test_the_letter_s_link_shows_and_one_press_says_yes(invitation: Connection, learner: Person) -> None:
    visitor, address = Client(), link(invitation, learner, YES, 1)

    shown = visitor.get(address).content.decode()
    assert place_of(invitation, learner).answer == Answer.NONE
    after = visitor.post(address, {"times": ticked(shown)}, follow=True).content.decode()

    place = place_of(invitation, learner)
    assert place.answer == Answer.YES
    assert [can.time.starts_at for can in place.times.all()] == [invitation.times.all()[1].starts_at]
    assert "You said yes" in after
    assert "_auth_user_id" not in visitor.session


def test_looking_changes_nothing(invitation: Connection, learner: Person) -> None:
    before = list(Place.objects.values()) + list(Connection.objects.values())

    for answer, number in ((YES, 0), (OTHER, None), (NO, None)):
        assert Client().get(link(invitation, learner, answer, number)).status_code == 200
        assert Client().head(link(invitation, learner, answer, number)).status_code == 200

    assert list(Place.objects.values()) + list(Connection.objects.values()) == before


def test_a_link_that_nobody_signed_opens_nothing(invitation: Connection, learner: Person) -> None:
    address = link(invitation, learner, YES, 0)

    assert Client().get(address[:-3] + "xy/").status_code == 404


def test_the_page_shows_who_why_and_the_time_on_both_clocks(
    invitation: Connection, learner: Person, sharer: Person
) -> None:
    page = Client().get(link(invitation, learner, YES, 0)).content.decode()

    assert "Sami Sharer" in page
    assert "Ghana" in page
    assert "6:00\u202fPM" in page
    assert "For <bdi>Sami Sharer</bdi>: " in page


def test_no_time_ticked_is_said_beside_the_form(invitation: Connection, learner: Person) -> None:
    page = Client().post(link(invitation, learner, YES, 0)).content.decode()

    assert "Tick at least one time" in page
    assert place_of(invitation, learner).answer == Answer.NONE


def test_a_time_no_longer_proposed_says_so_and_shows_those_of_now(
    invitation: Connection, learner: Person, sharer: Person, in_days: In
) -> None:
    propose_other_times(invitation, [in_days(8)], by=learner)
    address = link(invitation, sharer, YES, 2)
    propose_other_times(invitation, [in_days(9)], by=learner)

    page = Client().get(address, {"uselang": "en"}).content.decode()

    assert "no longer proposed" in page
    assert seconds(in_days(9)) in page
    assert seconds(in_days(8)) not in page


def test_after_it_is_agreed_the_link_says_so(invitation: Connection, learner: Person, sharer: Person) -> None:
    accept(invitation, invitation.times.all(), by=sharer)
    address = link(invitation, learner, YES, 0)

    page = Client().post(address, {"times": seconds(invitation.times.all()[0].starts_at)}, follow=True)

    assert "It is agreed" in page.content.decode()
    assert "<form method" not in page.content.decode()


def test_not_this_time_asks_no_reason_and_shows_another_door(invitation: Connection, learner: Person) -> None:
    address = link(invitation, learner, NO)

    page = Client().post(address, follow=True).content.decode()

    assert place_of(invitation, learner).answer == Answer.NO
    assert "/people/" in page


def test_a_link_of_an_ended_invitation_is_friendly(invitation: Connection, learner: Person, sharer: Person) -> None:
    decline(invitation, by=sharer)

    page = Client().post(link(invitation, learner, YES, 0), {"times": "1"}, follow=True)

    assert page.status_code == 200
    assert "will not take place" in page.content.decode()
    assert "Sami" not in page.content.decode()


def test_other_times_come_from_both_people_s_hours_and_from_one_s_own_clock(
    invitation: Connection, learner: Person, sharer: Person
) -> None:
    hours = ((1 << 336) - 1).to_bytes(42, "little")
    Person.objects.filter(pk__in=[learner.pk, sharer.pk]).update(hours=hours)
    address = link(invitation, learner, OTHER)
    page = Client().get(address).content.decode()
    offered = re.findall(r'name="times" value="(\d+)"', page)

    Client().post(address, {"times": offered[:2], "day_1": "2027-05-04", "time_1": "18:30"})

    times = {seconds(time.starts_at) for time in invitation.times.filter(by=learner)}
    assert times >= set(offered[:2])
    assert len(times) == 3
    assert place_of(invitation, learner).answer == Answer.OTHER


@pytest.mark.parametrize(
    ("zone", "day", "time", "told"),
    [
        ("Europe/Paris", "2027-03-28", "02:30", "skip this time"),
        ("Europe/Paris", "2027-10-31", "02:30", "comes twice"),
        ("Africa/Accra", "2027-05-04", "18:10", "half hour"),
        ("Africa/Accra", "2020-05-04", "18:00", "a day and a half away"),
        ("Africa/Accra", "", "18:00", "both the day and the time"),
        ("Africa/Accra", "soon", "18:00", "valid date"),
    ],
)
def test_what_is_wrong_with_a_time_is_said_and_nothing_is_lost(
    invitation: Connection, learner: Person, zone: str, day: str, time: str, told: str
) -> None:
    Person.objects.filter(pk=learner.pk).update(time_zone=zone)
    address = link(invitation, learner, OTHER)

    page = Client().post(address, {"day_1": day, "time_1": time}).content.decode()

    assert told in page
    assert f'value="{time}"' in page
    assert place_of(invitation, learner).answer == Answer.NONE


def test_the_page_of_a_connection_is_for_those_in_it(
    invitation: Connection, learner: Person, korean_reader: Person
) -> None:
    address = f"/connections/{invitation.public_id}/"

    assert signed_in(learner).get(address).status_code == 200
    assert signed_in(korean_reader).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_the_same_answer_sent_twice_is_one_answer(invitation: Connection, learner: Person) -> None:
    client, address = signed_in(learner), f"/connections/{invitation.public_id}/"
    times = [seconds(time.starts_at) for time in invitation.times.all()]

    for _press in range(2):
        assert client.post(address, {"times": times}).status_code == 302

    assert place_of(invitation, learner).times.count() == 2
    assert OutgoingLetter.objects.filter(person=learner, letter="connections/agreed").count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2090-05-04"])
def test_a_day_no_calendar_reaches_is_refused_beside_its_field(
    day: str, invitation: Connection, learner: Person
) -> None:
    Person.objects.filter(pk=learner.pk).update(time_zone="Asia/Seoul")
    page = f"/connections/{invitation.public_id}/other-times/"

    answer = signed_in(learner).post(page, {"day_1": day, "time_1": "00:00"})

    assert answer.status_code == 200
    assert "Choose a day within the next twelve months." in answer.content.decode()


def test_a_time_that_has_passed_is_asked_for_no_more_neither_on_the_page_nor_in_the_reminder(
    invitation: Connection, learner: Person
) -> None:
    passed, coming = invitation.times.all()
    passed.starts_at = clock.now() - timedelta(hours=2)
    passed.save()

    page = signed_in(learner).get(f"/connections/{invitation.public_id}/").content.decode()
    nudge(invitation)

    assert f'value="{int(coming.starts_at.timestamp())}"' in page
    assert f'value="{int(passed.starts_at.timestamp())}"' not in page
    reminder = OutgoingLetter.objects.get(person=learner, letter="connections/reminder").body
    told = {read_answer(token)[2] for token in re.findall(r"/connections/answer/([^/\s]+)/", reminder)}
    assert told == {int(coming.starts_at.timestamp()), None}


def test_who_takes_a_break_is_not_reminded_to_answer(invitation: Connection, learner: Person, sharer: Person) -> None:
    Person.objects.filter(pk=learner.pk).update(paused_until=clock.today() + timedelta(days=9))

    nudge(invitation)

    assert (letters_to(learner), letters_to(sharer)) == (["invitation"], ["invitation", "reminder"])
