"""The free week: parts of the day, half-hours, two tabs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.joining.actions.hours import say_hours
from letsconnect.joining.queries.hours import PARTS, spans_of_day, spans_of_parts, ticked, week_of, with_changes
from letsconnect.people.models import Person
from tests.cast import signed_in

weeks = st.integers(0, (1 << 336) - 1)
parts = st.sets(st.sampled_from(sorted(spans_of_parts())))


@given(weeks)
def test_a_page_sent_back_as_it_was_changes_nothing(week):
    shown = ticked(week, spans_of_parts())

    assert with_changes(week, spans_of_parts(), was=shown, now=shown) == week


@given(weeks, parts)
def test_what_is_ticked_is_free_and_what_is_unticked_is_not(week, now):
    spans = spans_of_parts()
    was = ticked(week, spans)

    after = with_changes(week, spans, was=was, now=now)

    assert now <= ticked(after, spans)
    assert all(after & spans[name] == 0 for name in was - now)


@given(weeks, parts, parts)
def test_two_tabs_with_different_changes_lose_nothing(week, one, other):
    spans = spans_of_parts()
    was = ticked(week, spans)
    other = other - one - was  # ticked in the other tab only
    one = was | one

    after = with_changes(with_changes(week, spans, was=was, now=one), spans, was=was, now=was | other)

    assert one | other <= ticked(after, spans)


def test_the_parts_cover_the_day_once():
    covered = [number for part in PARTS for number in range(part.start, part.end)]

    assert sorted(covered) == list(range(48))


@given(st.integers(0, 6), st.integers(0, 47))
def test_bit_0_is_monday_midnight(day, number):
    assert spans_of_day(day)[str(number)] == 1 << (day * 48 + number)


def test_the_week_is_saved_as_42_bytes(learner: Person):
    signed_in(learner).post("/me/hours/", {"free": ["0-evening"], "never_nights": "on"})

    learner.refresh_from_db()
    assert len(bytes(learner.hours)) == 42
    assert week_of(learner) == 0xFF << 36
    assert learner.never_nights


def test_half_hours_of_a_day_are_saved_and_copied(learner: Person):
    signed_in(learner).post("/me/hours/2/", {"free": ["39", "40"], "same_on": ["4"]})

    learner.refresh_from_db()
    assert week_of(learner) == (0b11 << (2 * 48 + 39)) | (0b11 << (4 * 48 + 39))


def test_half_hours_inside_a_part_stay_when_the_week_is_saved(learner: Person):
    browser = signed_in(learner)
    browser.post("/me/hours/2/", {"free": ["39", "40"]})

    browser.post("/me/hours/", {"free": ["0-morning"], "was": ""})

    learner.refresh_from_db()
    assert week_of(learner) == (0b11 << (2 * 48 + 39)) | (0xFF << 16)


def test_unticking_everything_says_never(learner: Person):
    say_hours(learner, by=learner, change={"spans": spans_of_parts(), "was": [], "now": ["0-evening"]})

    signed_in(learner).post("/me/hours/", {"was": "0-evening"})

    learner.refresh_from_db()
    assert bytes(learner.hours) == bytes(42)


def test_nonsense_ticks_are_ignored(learner: Person):
    answer = signed_in(learner).post("/me/hours/", {"free": ["9-evening", "0-tea", "<b>"]})

    learner.refresh_from_db()
    assert answer.status_code == 302
    assert week_of(learner) == 0


@pytest.mark.parametrize("address", ["/me/hours/", "/me/hours/0/"])
def test_the_page_is_light(learner: Person, address: str):
    page = signed_in(learner).get(address)

    assert len(page.content) < 25_000
    assert b"draggable" not in page.content


def test_there_is_no_eighth_day(learner: Person):
    assert signed_in(learner).get("/me/hours/7/").status_code == 404
