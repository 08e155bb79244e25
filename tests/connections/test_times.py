"""Weeks on wall clocks laid on real dates, over every clock change."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from letsconnect.connections.times import Week, chosen, common_times, is_night, local, suits

ZONES = (
    *("Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/Los_Angeles", "America/Sao_Paulo"),
    *("America/Santiago", "America/St_Johns", "America/Toronto", "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu"),
    *("Asia/Kolkata", "Asia/Seoul", "Asia/Tehran", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Dublin"),
    *("Europe/London", "Europe/Paris", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"),
    "UTC",
)
EVENINGS = sum(1 << (day * 48 + half) for day in range(7) for half in range(36, 44))
FIRST, LAST = datetime(2026, 1, 1), datetime(2028, 12, 31)  # noqa: DTZ001 -- hypothesis adds the zone
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(st.sampled_from(ZONES), MOMENTS)
def test_a_session_lies_wholly_in_what_the_person_said_on_their_own_clock(zone: str, after: datetime) -> None:
    for at in common_times([Week(EVENINGS, zone)], after=after, days=3):
        for minute in range(90):
            clock = local(at + timedelta(minutes=minute), zone)
            assert 18 <= clock.hour < 22


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), MOMENTS)
def test_a_common_time_suits_each_of_them(one: str, other: str, after: datetime) -> None:
    day = sum(1 << half for half in range(336) if 14 <= half % 48 < 46)
    weeks = [Week(day, one), Week(day, other)]

    for at in common_times(weeks, after=after, days=2):
        assert suits(weeks[:1], at)
        assert suits(weeks[1:], at)


def test_evenings_in_seoul_and_evenings_in_paris_have_nothing_in_common() -> None:
    weeks = [Week(EVENINGS, "Asia/Seoul"), Week(EVENINGS, "Europe/Paris")]

    assert list(common_times(weeks, after=datetime(2026, 5, 4, tzinfo=UTC), days=28)) == []


def test_every_evening_before_and_after_the_clocks_change_is_found_at_the_same_wall_time() -> None:
    after = datetime(2026, 10, 20, tzinfo=UTC)  # Paris puts its clocks back on 25 October

    found = {
        local(at, "Europe/Paris").hour for at in common_times([Week(EVENINGS, "Europe/Paris")], after=after, days=9)
    }

    assert found == {18, 19, 20}


def test_at_most_three_times_are_proposed_by_day_and_on_different_days() -> None:
    whole = (1 << 336) - 1
    times = common_times([Week(whole, "Asia/Seoul")] * 2, after=datetime(2026, 5, 4, tzinfo=UTC), days=7)

    found = chosen(times, ["Asia/Seoul", "Europe/Paris"])

    assert len({at.date() for at in found}) == 3
    assert not any(is_night(at, zone) for at in found for zone in ("Asia/Seoul", "Europe/Paris"))
