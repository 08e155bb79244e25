"""Nothing comes between 22 and 7 by the reader's own clock, wherever they live and however their clocks jump."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.ground.zones import after_the_night, before_the_night, is_night, next_morning
from tests.figures import Figure

ZONES = [
    ZoneInfo(name)
    for name in (
        *("Africa/Accra", "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos"),
        *("America/Bogota", "America/Havana", "America/New_York", "America/Santiago", "America/Sao_Paulo"),
        *("America/St_Johns", "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Seoul"),
        *("Asia/Tehran", "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Lisbon", "Europe/Paris"),
        *("Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham"),
    )
]
BEGINS, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 25 * 365 * 24 * 60).map(
    lambda minutes: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
pytestmark = pytest.mark.once


def jumps(zone: ZoneInfo) -> list[datetime]:
    """The hours in which the zone's clocks jump, 2026 to 2028."""
    hours = (BEGINS + timedelta(hours=hour) for hour in range(int((ENDS - BEGINS).total_seconds() // 3600)))
    found, before = [], None
    for hour in hours:
        offset = hour.astimezone(zone).utcoffset()
        if before is not None and offset != before:
            found.append(hour)
        before = offset
    return found


def faults(at: datetime, zone: ZoneInfo) -> int:
    """What is wrong with the two answers for this moment."""
    later, earlier = after_the_night(at, zone), before_the_night(at, zone)
    wrong = is_night(later, zone) + is_night(earlier, zone) + (later < at) + (earlier > at)
    if not is_night(at, zone):
        return wrong + (later != at) + (earlier != at)
    return wrong + (later - at > timedelta(hours=10)) + (at - earlier > timedelta(hours=11))


def test_around_every_jump_of_the_clocks_no_letter_comes_at_night(figure: Figure) -> None:
    cases = wrong = 0
    for zone in ZONES:
        around = [jump + timedelta(minutes=30 * step) for jump in jumps(zone) for step in range(-96, 97)]
        for at in around or [BEGINS + timedelta(minutes=30 * step) for step in range(96)]:
            cases += 1
            wrong += faults(at, zone)

    figure(f"quiet hours: {len(ZONES)} zones, {cases} cases, {wrong} wrong")
    assert cases >= 10_000
    assert wrong == 0


@given(MOMENTS, st.sampled_from(ZONES))
def test_by_day_a_letter_comes_at_once_and_by_night_at_seven(at: datetime, zone: ZoneInfo) -> None:
    later = after_the_night(at, zone)

    assert later == at or not is_night(later, zone)
    assert not any(not is_night(at + (later - at) * part / 12, zone) for part in range(12) if later != at)


@given(MOMENTS, st.sampled_from(ZONES), st.booleans())
def test_the_next_morning_is_a_morning_still_to_come(at: datetime, zone: ZoneInfo, on_monday: bool) -> None:
    morning = next_morning(at, zone, on_monday=on_monday)

    assert at < morning <= at + timedelta(days=8 if on_monday else 2)
    assert not is_night(morning, zone)
    assert not on_monday or morning.astimezone(zone).weekday() in (0, 1)  # Apia once had no Monday morning to spare
