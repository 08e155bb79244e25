"""A small world for rounds: people of four regions who can meet, and a round that is open."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from letsconnect.ground import clock
from letsconnect.people.models import Group, Person
from letsconnect.rounds.actions.opening import RoundFacts, open_round
from letsconnect.rounds.actions.planning import ask_for_plan, work_out
from letsconnect.rounds.models import Round
from letsconnect.skills.models import Offer, Topic, Wish
from tests.cast import make_person

EVENINGS = sum(1 << (day * 48 + half) for day in range(7) for half in range(24, 44))
AFTER_NOON = EVENINGS.to_bytes(42, "little")
PLACES = (
    ("GH", "SSA", "Africa/Accra"),
    ("FR", "NWE", "Europe/Paris"),
)


def next_monday(day: date | None = None) -> date:
    """The first Monday at least ten days from now."""
    day = (day or clock.today()) + timedelta(days=10)
    return day + timedelta(days=-day.weekday() % 7)


def text_of(answer: HttpResponse) -> str:
    """What stands in the main part of a page."""
    main = HTMLParser(answer.content.decode()).css_first("main")
    return " ".join(main.text().split()) if main else ""


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.get(slug="budget-development")


@pytest.fixture
def make_pair(topic: Topic) -> Callable[..., tuple[Person, Person]]:
    """A sharer and a learner of a topic who have everything in common."""
    made = 0

    def pair(about: Topic = topic, **facts: Any) -> tuple[Person, Person]:
        nonlocal made
        made += 1
        people = []
        for part in ("Sharer", "Learner"):
            group = Group.objects.create(
                slug=f"g{made}{part}".lower(), name=f"{part} {made}", folded=f"{part} {made}".lower()
            )
            country, region, zone = PLACES[(made + (part == "Learner")) % 2]
            person = make_person(
                f"{part} {made}",
                **{
                    "hours": AFTER_NOON,
                    "group": group,
                    "country": country,
                    "region": region,
                    "time_zone": zone,
                    **facts,
                },
            )
            people.append(person)
        Offer.objects.create(person=people[0], topic=about, level=3)
        Wish.objects.create(person=people[1], topic=about, level=2, priority=2)
        return people[0], people[1]

    return pair


@pytest.fixture
def open_one(liaison: Person) -> Callable[..., Round]:
    """Opens a round of four weeks from a Monday to come."""

    def opened(**facts: Any) -> Round:
        monday = facts.pop("first_monday", next_monday())
        return open_round(RoundFacts("A round", monday.replace(day=1), monday, **facts), by=liaison)

    return opened


@pytest.fixture
def planned(open_one: Callable[..., Round], liaison: Person) -> Callable[..., Round]:
    """Opens a round and plans it here and now."""

    def round_(**facts: Any) -> Round:
        return plan_now(open_one(**facts), liaison)

    return round_


def plan_now(round_: Round, by: Person, **more: Any) -> Round:
    """Ask for a plan and compute it."""
    asked = ask_for_plan(round_, by=by, **more)
    assert asked is not None
    work_out(round_.pk, asked)
    return Round.objects.get(pk=round_.pk)


def moment(round_: Round, week: int, slot: int) -> datetime:
    return round_.monday + timedelta(weeks=week, minutes=30 * slot)
