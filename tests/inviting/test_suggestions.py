"""Suggestions for me: whom, why, when, and what the page offers to do; and why there are none."""

import gzip
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as some

from letsconnect.connections.times import Week, local, suits
from letsconnect.ground import clock
from letsconnect.inviting.queries.suggested import next_time
from letsconnect.people.models import Person
from letsconnect.skills.actions.offers import offer_topic
from letsconnect.skills.models import Offer, Topic
from matchmaker import hours
from tests.cast import signed_in
from tests.inviting.world import MORNINGS, changed, named_to, page, somebody

In = Callable[..., datetime]


def test_whoever_shares_what_i_want_is_named_with_reasons_a_next_time_and_one_thing_to_do(
    me: Person, paris: Person, topic: Topic
) -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        found = page(me)

    assert f"Shares {topic}, which you want to learn" in found
    assert "You share a language: English" in found
    assert "for example: Wed, Nov 25, 6:00" in found  # 19:00 in Paris; a day and a half away at least
    assert "Ghana Time" in found
    assert "From another region" in found
    assert f'href="/people/{paris.public_id}/invite/?about=learn%3A{topic.slug}"' in found
    assert found.count('class="button"') == 2  # invite; and on the other side what would help


def test_whoever_wants_what_i_share_is_named_with_a_resource_to_offer(me: Person, paris: Person, topic: Topic) -> None:
    found = page(paris)

    assert f"Wants to learn {topic}, which you can share" in found
    assert "Offer a resource" in found
    assert f"/people/{me.public_id}/invite/?about=share%3A{topic.slug}&amp;kind=resource" in found


def test_the_invitation_opens_with_the_topic_filled_in(me: Person, paris: Person, topic: Topic) -> None:
    Offer.objects.create(person=paris, topic=Topic.objects.get(slug="advocacy"), level=3)
    address = re.search(r'href="([^"]+/invite/[^"]*)"', page(me))

    opened = signed_in(me).get(address[1].replace("&amp;", "&"))  # type: ignore[index]

    assert opened.context["form"]["about"].value() == f"learn:{topic.slug}"


def test_who_gives_and_takes_is_named_once_and_both_reasons_stand_there(
    me: Person, topic: Topic, other_topic: Topic
) -> None:
    offer_topic(me, other_topic, by=me, level=3)
    somebody("Bo Both", shares=(topic,), wants=(other_topic,))

    assert named_to(me) == ["Bo Both"]
    assert f"Shares {topic}, which you want to learn, and wants to learn {other_topic}" in page(me)


def test_show_me_others_comes_to_everybody_once_and_says_when_it_is_over(me: Person, topic: Topic) -> None:
    everybody = {somebody(f"Sharer {number}", shares=(topic,)).chosen_name for number in range(7)}

    turns = [named_to(me, f"?others={number}") for number in range(4)]

    assert [len(names) for names in turns] == [3, 3, 1, 0]
    assert {name for names in turns for name in names} == everybody
    assert 'href="?others=1"' in page(me)
    assert "Show me others" not in page(me, "?others=2")
    assert "These were all who fit at the moment." in page(me, "?others=3")
    assert named_to(me, "?others=x") == named_to(me) == turns[0]


def test_no_mark_and_no_number_of_the_matchmaker_is_on_the_page(me: Person, paris: Person) -> None:
    answer = signed_in(me).get("/suggestions/")

    worth = {"150", "190", "100"}  # what such a meeting is worth in a plan
    assert worth.isdisjoint(re.findall(r"\d+", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.mark.parametrize(
    ("facts", "text", "door"),
    [
        ({"registered_at": None}, "Two short answers, and we can suggest", "/register/"),
        ({"hours": None}, "Say when you are usually free", "/me/hours/"),
        ({"confirmed_at": None}, "Once you confirm them, suggestions begin", "/me/"),
    ],
)
def test_whoever_said_too_little_reads_what_would_help(me: Person, facts: dict, text: str, door: str) -> None:
    changed(me, **facts)

    found = page(me)

    assert text in found
    assert f'href="{door}"' in found
    assert "Show me others" not in found


def test_without_topics_or_languages_the_page_asks_for_them(topic: Topic) -> None:
    assert "Choose one topic you could share" in page(somebody("Quinn Quiet"))
    assert "Say which languages you speak" in page(somebody("Sam Silent", wants=(topic,), languages=()))


@pytest.mark.parametrize(
    ("sharer", "text"),
    [
        (None, "Nobody here shares it yet"),
        ({"languages": ("sw",)}, "speaks none of your languages"),
        ({"hours": MORNINGS}, "not free at the same time"),
        ({"share_limit": 0}, "has other conversations this month"),
    ],
)
def test_where_nobody_is_left_it_says_at_which_step(me: Person, topic: Topic, sharer: dict | None, text: str) -> None:
    if sharer is not None:
        somebody("Olu Other", shares=(topic,), **sharer)

    assert text in page(me)
    assert named_to(me) == []


def test_my_own_number_of_conversations_stops_suggestions(me: Person, paris: Person) -> None:
    assert named_to(me) == ["Pia Paris"]
    changed(me, learn_limit=0)

    assert "as many conversations as a learner this month as you wished for" in page(me)
    assert named_to(me) == []


def test_the_start_page_shows_the_first_two_or_three_and_leads_to_the_rest(me: Person, topic: Topic) -> None:
    for number in range(5):
        somebody(f"Sharer {number}", shares=(topic,))

    start = signed_in(me).get("/").content.decode()

    assert start.count("which you want to learn") == 3
    assert 'href="/suggestions/"' in start


def test_a_page_costs_as_many_statements_with_three_people_as_with_twelve(me: Person, topic: Topic) -> None:
    def statements() -> int:
        client = signed_in(me)
        client.get("/suggestions/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/suggestions/")
        return len(asked)

    for number in range(3):
        somebody(f"Sharer {number}", shares=(topic,))
    few = statements()
    for number in range(3, 12):
        somebody(f"Sharer {number}", shares=(topic,))

    assert statements() == few


def test_the_page_is_light(me: Person, topic: Topic, other_topic: Topic) -> None:
    offer_topic(me, other_topic, by=me, level=3)
    for number in range(4):
        somebody(f"Sharer {number}", shares=tuple(Topic.objects.all()[:6]), wants=())
        somebody(f"Learner {number}", wants=(other_topic,))

    answer = signed_in(me).get("/suggestions/")

    assert len(answer.context["found"].people) == 6
    assert len(gzip.compress(answer.content)) <= 6_000


WEEKS = some.integers(0, hours.WHOLE_WEEK)
ZONES = some.sampled_from(("UTC", "Asia/Kathmandu", "America/St_Johns", "Europe/Paris", "Australia/Lord_Howe"))


@trials(max_examples=60, deadline=None)
@given(WEEKS, WEEKS, ZONES, ZONES, some.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=some.just(UTC)))  # noqa: DTZ001 -- hypothesis adds the zone
def test_the_next_time_suits_both_lies_ahead_and_is_told_on_my_clock(
    mine: int, theirs: int, here: str, there: str, now: datetime
) -> None:
    one, other = (
        Person(hours=free.to_bytes(42, "little"), never_nights=False, time_zone=zone)
        for free, zone in ((mine, here), (theirs, there))
    )
    with time_machine.travel(now, tick=False):
        common = hours.starts(
            hours.to_utc(mine, clock.offset_minutes(here, clock.noon()))
            & hours.to_utc(theirs, clock.offset_minutes(there, clock.noon()))
        )
        busy = [now + timedelta(days=2)]
        found = next_time(one, other, hours.half_hours(common), busy)

        if found is not None:
            assert suits([Week(mine, here), Week(theirs, there)], found.at)
            assert found.at >= now + timedelta(hours=36)
            assert abs(found.at - busy[0]) >= timedelta(minutes=90)
            assert str(local(found.at, here).day) in found.day


def test_nobody_turns_more_pages_than_a_person_reads(me: Person, paris: Person, settings: Any) -> None:
    settings.DIRECTORY_PAGES = 2
    client = signed_in(me)

    assert [client.get("/suggestions/").status_code for _page in range(3)] == [200, 200, 429]


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/suggestions/")["Location"] == "/sign-in/?next=/suggestions/"
