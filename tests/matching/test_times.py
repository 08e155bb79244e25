"""Free weeks on the round's grid: whoever meets by it is free on their own clock, on every date (Q11-Q13)."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letsconnect.connections.times import HALF_HOUR, Week, moment_of, suits
from letsconnect.matching.matchmaking.gathering import Behind, put_together
from letsconnect.matching.queries.entrants import Entrant
from letsconnect.matching.times import after, free_weeks
from letsconnect.rounds.models import default_policy
from matchmaker.planning import plan_round

pytestmark = pytest.mark.once
ZONES = (
    *("Pacific/Auckland", "Australia/Lord_Howe", "Australia/Adelaide", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Kolkata"),
    *(
        "Asia/Tehran",
        "Asia/Beirut",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Africa/Accra",
        "Europe/Paris",
        "Europe/London",
    ),
    *("Europe/Kyiv", "Atlantic/Azores", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Havana"),
    *("America/New_York", "America/Los_Angeles", "Pacific/Chatham", "Pacific/Apia", "Pacific/Marquesas"),
)
MONDAYS = st.integers(0, 156).map(lambda week: date(2026, 1, 5) + timedelta(weeks=week))
STRETCH = st.tuples(st.integers(0, 335), st.integers(3, 60))
WEEKS = st.lists(STRETCH, min_size=1, max_size=6).map(
    lambda found: sum({1 << (start + step) % 336 for start, length in found for step in range(length)})
)


def test_there_are_24_zones():
    assert len(set(ZONES)) == 24


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@settings(max_examples=150, deadline=None)
@given(monday=MONDAYS, zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)), free=st.tuples(WEEKS, WEEKS))
def test_every_planned_session_lies_in_the_free_hours_of_both_on_their_own_clocks(monday, zones, free):
    weeks = [Week(hours, zone) for hours, zone in zip(free, zones, strict=True)]
    round_ = a_round(monday)

    plan = plan_round(put_together(round_, people_of(weeks), Behind()))

    for c in plan.connections:
        assert suits(weeks, moment_of(midnight(monday), c.week, c.slot))
        for slot in c.alternatives:
            assert any(suits(weeks, moment_of(midnight(monday), week, slot)) for week in range(4))


@settings(max_examples=150, deadline=None)
@given(monday=MONDAYS, zone=st.sampled_from(ZONES), free=WEEKS)
def test_no_start_is_lost_but_at_the_edge_of_the_week(monday, zone, free):
    week = Week(free, zone)

    found = free_weeks(week, midnight(monday), 4)

    for number, bits in enumerate(found):
        for slot in range(333):
            starts = all(bits >> (slot + step) & 1 for step in range(3))
            assert starts == suits([week], moment_of(midnight(monday), number, slot)) or slot + 2 == 335


def test_a_session_over_the_edge_of_a_week_is_held_against_the_monday_that_follows():
    """New York, 25 October to 2 November 2026: the matchmaker reads the Monday before the clock change."""
    sunday = 6 * 48
    split = sum(1 << sunday + half for half in (36, 37, 40, 41))  # Sundays 18-19 and 20-21
    week = Week(split, "America/New_York")

    first = free_weeks(week, midnight(date(2026, 10, 26)), 1)[0]

    assert first & 1
    assert not first >> 335 & 1
    assert not suits([week], moment_of(midnight(date(2026, 10, 26)), 0, 334))


@settings(max_examples=60, deadline=None)
@given(monday=MONDAYS, zone=st.sampled_from(ZONES), hours_in=st.integers(0, 27 * 24))
def test_nobody_is_free_in_a_session_they_have_or_before_the_first_moment(monday, zone, hours_in):
    begin = midnight(monday)
    busy = begin + timedelta(hours=hours_in)

    weeks = after(free_weeks(Week((1 << 336) - 1, zone), begin, 4, [busy]), begin, begin + timedelta(days=1))

    at = int((busy - begin) / HALF_HOUR)
    bits = sum(week << (336 * number) for number, week in enumerate(weeks))
    assert not bits >> at & 0b111
    assert not bits & ((1 << 48) - 1)


def a_round(monday: date):
    return SimpleNamespace(monday=midnight(monday), weeks=4, bookings=[], policy=default_policy())


def people_of(weeks: list[Week]) -> list[Entrant]:
    """One who shares, one who wants the same."""
    topic = SimpleNamespace(slug="t")
    wish, offer = SimpleNamespace(topic=topic, priority=2, level=2), SimpleNamespace(topic=topic, level=3)
    return [
        Entrant(
            person=SimpleNamespace(
                pk=number, public_id=f"p{number}", group=None, time_zone=week.zone, region="", region_audience=3
            ),
            free=week.free,
            languages=("en",),
            learn=(wish,) if number else (),
            share=() if number else (offer,),
            learn_limit=1,
            share_limit=1,
        )
        for number, week in enumerate(weeks)
    ]
