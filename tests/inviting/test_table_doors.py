"""Tables: opened by a sharer, seats taken and given back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from letsconnect.access.actions.suspending import suspend
from letsconnect.connections.actions.stopping import block
from letsconnect.connections.models import Connection
from letsconnect.ground import clock
from letsconnect.ground.errors import Refused
from letsconnect.inviting.actions.tables import Table, open_table, take_a_seat
from letsconnect.inviting.rules import may_sit_down_again
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import make_person, signed_in
from tests.connections.conftest import letters_to

In = Callable[..., datetime]


@pytest.fixture
def table(sharer: Person, topic: Topic, in_days: In) -> Connection:
    Offer.objects.create(person=sharer, topic=topic, level=3)
    return open_table(Table(topic, in_days(4), seats=1, language="en", words="bring a cup"), by=sharer)


def test_a_sharer_sees_their_tables_before_they_open(sharer: Person, topic: Topic) -> None:
    Offer.objects.create(person=sharer, topic=topic, level=3)
    client = signed_in(sharer)
    intent = client.get("/tables/new/").context["form"]["intent"].value()
    days = [(clock.today() + timedelta(days=days)).isoformat() for days in (4, 5)]
    said = {
        "intent": intent,
        "topic": topic.slug,
        "seats": "2",
        "language": "fr",
        "words": "bring a cup",
        "day_1": days[0],
        "time_1": "18:00",
        "day_4": days[1],
        "time_4": "19:30",
    }

    preview = client.post("/tables/new/", said)
    before = Connection.objects.count()
    answers = [client.post("/tables/new/", said | {"open": "1"}) for _press in range(2)]

    assert "This is how it will stand" in preview.content.decode()
    assert before == 0
    assert [answer["Location"] for answer in answers] == ["/tables/", "/tables/"]
    assert [(one.seats, one.language) for one in Connection.objects.all()] == [(2, "fr"), (2, "fr")]


@pytest.mark.parametrize(("written", "opens"), [({}, False), ({"time_3": "18:00"}, True), ({"day_2": "soon"}, True)])
def test_more_dates_stand_open_once_something_is_written_there(
    written: dict[str, str], opens: bool, sharer: Person, topic: Topic
) -> None:
    Offer.objects.create(person=sharer, topic=topic, level=3)
    said = {"topic": topic.slug, "seats": "2", "language": "fr", **written}

    page = LexborHTMLParser(signed_in(sharer).post("/tables/new/", said).content.decode())

    more = page.css_first("details:has(#id_day_2)")
    assert ("open" in more.attributes, more.css_first("#id_day_1")) == (opens, None)
    assert {field.attributes["id"] for field in more.css("input")} == {
        f"id_{kind}_{number}" for kind in ("day", "time") for number in (2, 3, 4)
    }
    assert bool(more.css(".field--error")) == opens


def test_a_date_in_the_past_is_refused_and_nothing_typed_is_lost(sharer: Person, topic: Topic) -> None:
    Offer.objects.create(person=sharer, topic=topic, level=3)
    day = (clock.today() - timedelta(days=4)).isoformat()
    said = {"topic": topic.slug, "seats": "2", "language": "fr", "words": "kept", "day_1": day, "time_1": "18:00"}

    page = signed_in(sharer).post("/tables/new/", said | {"open": "1"}).content.decode()

    assert "This time has passed." in page
    assert "kept" in page
    assert Connection.objects.count() == 0


def test_a_topic_one_does_not_share_is_not_offered(learner: Person, topic: Topic) -> None:
    said = {"topic": topic.slug, "seats": "2", "day_1": "2030-01-01", "time_1": "18:00", "open": "1"}

    signed_in(learner).post("/tables/new/", said)

    assert Connection.objects.count() == 0


def test_a_seat_is_taken_once_and_given_back(table: Connection, learner: Person, sharer: Person) -> None:
    client = signed_in(learner)

    taken = [client.post(f"/tables/{table.public_id}/seat/") for _press in range(2)]
    seated = client.get("/tables/").content.decode()
    client.post(f"/tables/{table.public_id}/leave/")

    table.refresh_from_db()
    assert [answer["Location"] for answer in taken] == [f"/connections/{table.public_id}/"] * 2
    assert "Give my seat back" in seated
    assert letters_to(sharer) == ["seat_taken", "seat_left"]
    assert table.state == Connection.State.OPEN


def test_a_full_table_is_not_offered_and_says_so(table: Connection, learner: Person, korean_reader: Person) -> None:
    take_a_seat(table, by=korean_reader)
    client = signed_in(learner)

    page = client.get("/tables/").content.decode()
    answer = client.post(f"/tables/{table.public_id}/seat/", follow=True).content.decode()

    assert "bring a cup" not in page
    assert "All seats are taken." in answer


def test_a_sharer_closes_their_table(table: Connection, sharer: Person, learner: Person) -> None:
    take_a_seat(table, by=learner)

    signed_in(sharer).post(f"/tables/{table.public_id}/leave/")

    table.refresh_from_db()
    assert table.state == Connection.State.ENDED
    assert letters_to(learner) == ["agreed", "ended"]


def test_nobody_closes_the_table_of_another(table: Connection, learner: Person) -> None:
    assert signed_in(learner).post(f"/tables/{table.public_id}/leave/").status_code == 404


def test_what_fits_me_stands_first(table: Connection, learner: Person, topic: Topic, in_days: In) -> None:
    other = make_person("Olu Other", languages=("sw",))
    later = Topic.objects.get(slug="fundraising")
    open_table(Table(later, in_days(2), language="sw", words="sooner"), by=other)
    Wish.objects.create(person=learner, topic=topic)

    page = signed_in(learner).get("/tables/").content.decode()

    assert page.index("bring a cup") < page.index("sooner")
    assert "You want to learn this" in page


@pytest.mark.parametrize("sits", [False, True])
def test_tables_of_people_kept_apart_are_not_there(
    table: Connection, learner: Person, sharer: Person, korean_reader: Person, sits: bool
) -> None:
    Connection.objects.update(seats=3)
    take_a_seat(table, by=korean_reader)
    client = signed_in(learner)
    before = client.get("/tables/").content.decode()
    block(korean_reader if sits else sharer, learner, by=korean_reader if sits else sharer)

    after = client.get("/tables/").content.decode()

    assert "bring a cup" in before
    assert "bring a cup" not in after
    assert client.post(f"/tables/{table.public_id}/seat/").status_code == 404


def test_a_topic_leads_to_its_tables_only(table: Connection, learner: Person, topic: Topic, in_days: In) -> None:
    other = make_person("Olu Other")
    open_table(Table(Topic.objects.get(slug="fundraising"), in_days(2), words="bring a fork"), by=other)
    client = signed_in(learner)

    link = f"/tables/?topic={topic.slug}"
    page = client.get(link).content.decode()

    assert link in client.get(f"/topics/{topic.slug}/").content.decode()
    assert "bring a cup" in page
    assert "bring a fork" not in page


def test_while_a_sharer_takes_a_break_nobody_sits_down_at_their_table(
    table: Connection, sharer: Person, learner: Person
) -> None:
    Person.objects.filter(pk=sharer.pk).update(paused_until=clock.today() + timedelta(days=9))

    page = signed_in(learner).get("/tables/").content.decode()
    answer = signed_in(learner).post(f"/tables/{table.public_id}/seat/", follow=True).content.decode()

    assert "bring a cup" not in page
    assert "All seats are taken." in answer
    assert table.places.count() == 1
    assert "Close this table" in signed_in(sharer).get("/tables/").content.decode()


def test_no_table_is_opened_within_ones_own_break(sharer: Person, topic: Topic, in_days: In) -> None:
    Person.objects.filter(pk=sharer.pk).update(paused_until=clock.today() + timedelta(days=9))
    sharer.refresh_from_db()

    with pytest.raises(Refused, match="You take a break on that day"):
        open_table(Table(topic, in_days(4)), by=sharer)

    assert open_table(Table(topic, in_days(12)), by=sharer).starts_at == in_days(12)


def test_somebody_suspended_does_not_come_back_to_a_seat_they_had(
    table: Connection, learner: Person, staff: Person
) -> None:
    take_a_seat(table, by=learner)
    suspend(learner, by=staff)
    learner.refresh_from_db()

    answer = signed_in(learner).post(f"/tables/{table.public_id}/seat/")

    assert not may_sit_down_again(learner, table)
    assert (answer.status_code, table.places.get(person=learner).answer) == (403, "no")


def test_nobody_fills_the_list_of_tables_and_a_second_press_opens_what_was_opened(
    sharer: Person, topic: Topic, settings: Any
) -> None:
    settings.INVITATIONS_A_DAY = 1
    Offer.objects.create(person=sharer, topic=topic, level=3)
    client, day = signed_in(sharer), (clock.today() + timedelta(days=4)).isoformat()
    said = {"topic": topic.slug, "seats": "2", "language": "fr", "day_1": day, "open": "1"}
    first, second = ({"intent": mark * 32, "time_1": time} for mark, time in (("a", "18:00"), ("b", "20:00")))

    answers = [client.post("/tables/new/", said | one) for one in (first, first, second | {"words": "kept"})]

    assert [answer.status_code for answer in answers] == [302, 302, 200]
    assert "You have opened many tables today." in answers[2].content.decode()
    assert "kept" in answers[2].content.decode()
    assert Connection.objects.count() == 1
