"""The week's bit sets against an obvious model: sets of half-hours and of minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker import hours

weeks = st.sets(st.integers(0, 335)).map(lambda held: sum(1 << t for t in held))
ranges = st.tuples(st.integers(0, 335), st.integers(1, 336)).map(lambda r: (r[0], r[0] + r[1]))
offsets = st.sampled_from([-720, -570, -210, 0, 60, 330, 345, 525, 765, 840]) | st.integers(-840, 840)


def as_set(bits: int) -> set[int]:
    return {t for t in range(336) if bits >> t & 1}


@given(st.lists(ranges, max_size=6))
def test_ranges_cover_each_half_hour_they_name_and_wrap_to_monday(given_ranges):
    expected = {t % 336 for start, end in given_ranges for t in range(start, end)}

    assert as_set(hours.from_ranges(given_ranges)) == expected


@given(weeks)
def test_a_week_comes_back_from_its_ranges_and_no_two_touch(week):
    found = hours.to_ranges(week)

    assert hours.from_ranges(found) == week
    assert sum(end - start for start, end in found) == week.bit_count()
    assert len(found) == 1 or not {end % 336 for _, end in found} & {start for start, _ in found}


def test_night_from_sunday_to_monday_is_one_range():
    assert hours.to_ranges(hours.from_ranges([(330, 338)])) == [(330, 338)]
    assert hours.to_ranges(hours.WHOLE_WEEK) == [(0, 336)]
    assert hours.to_ranges(0) == []


@pytest.mark.parametrize("wrong", [(336, 337), (-1, 2), (5, 5), (5, 4), (5, 342)])
def test_a_range_outside_the_grid_is_refused(wrong):
    with pytest.raises(ValueError, match="not a range"):
        hours.from_ranges([wrong])


@given(weeks)
def test_a_session_starts_where_three_half_hours_in_a_row_are_free(week):
    free = as_set(week)

    assert as_set(hours.starts(week)) == {t for t in range(336) if {t, (t + 1) % 336, (t + 2) % 336} <= free}


@given(weeks, offsets)
def test_a_half_hour_in_utc_is_free_only_when_wholly_inside_local_hours(week, offset):
    minutes = {t * 30 + m for t in as_set(week) for m in range(30)}
    expected = {t for t in range(336) if all((t * 30 + m + offset) % (336 * 30) in minutes for m in range(30))}

    assert as_set(hours.to_utc(week, offset)) == expected


@given(weeks, st.integers(-28, 28).map(lambda half: half * 30))
def test_whole_half_hour_offsets_come_back_unchanged(week, offset):
    assert hours.from_utc(hours.to_utc(week, offset), offset) == week


def test_nepal_needs_both_neighbours():
    evening = hours.from_ranges([(36, 40)])  # 18:00-20:00 at +5:45 is 12:15-14:15 UTC

    assert hours.to_ranges(hours.to_utc(evening, 345)) == [(25, 28)]


@given(weeks)
def test_a_week_comes_back_from_six_words_below_two_to_the_56(week):
    parts = hours.words(week)

    assert len(parts) == 6
    assert max(parts) < 2**56
    assert hours.from_words(parts) == week


@given(weeks)
def test_half_hours_lists_the_set_ascending(week):
    assert hours.half_hours(week) == sorted(as_set(week))
