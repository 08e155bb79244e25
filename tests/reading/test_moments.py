"""Spreadsheets write moments in many ways; all are read as UTC, and what cannot be read is not guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letsconnect.reading.moments import moment_of

MORNING = datetime(2022, 3, 25, 9, 37, tzinfo=UTC)
EVENING = datetime(2022, 3, 25, 21, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2022-03-25 09:37:00",
        "2022-03-25T09:37:00Z",
        "2022-03-25T11:37:00.000+02:00",
        "25/03/2022 09:37:00",
        "25.3.2022 9:37",
        "25/03/2022 9:37 AM",
        "2022. 03. 25 오전 9:37:00",
        "2022. 3. 25. 오전 9:37:00",
        "2022년 3월 25일 오전 9시 37분",
        "2022/03/25 9:37:00 AM GMT+0",
        "2022/03/25 6:37:00 오후 GMT+9",
    ],
)
def test_the_same_moment_in_many_spellings(written):
    assert moment_of(written) == MORNING


@pytest.mark.parametrize("written", ["2022. 03. 25 오후 9:37:00", "25/03/2022 9:37 pm", "2022-03-25 21:37"])
def test_the_afternoon_is_twelve_hours_later(written):
    assert moment_of(written) == EVENING


def test_twelve_at_night_and_at_noon():
    assert moment_of("2022. 03. 27 오전 12:28:00") == datetime(2022, 3, 27, 0, 28, tzinfo=UTC)
    assert moment_of("2022. 03. 27 오후 12:28:00") == datetime(2022, 3, 27, 12, 28, tzinfo=UTC)
    assert moment_of("2022-03-25") == datetime(2022, 3, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "03/25/2022",
        "2022-13-01",
        "2022-02-30 10:00",
        "2022-03-25 25:00",
        "2022. 3. 25 오후 13:00",
        "44645",
    ],
)
def test_what_cannot_be_read_is_none(written):
    assert moment_of(written) is None


@given(st.text())
def test_no_text_breaks_it(text):
    assert moment_of(text) is None or moment_of(text).tzinfo is UTC


@given(st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)))  # noqa: DTZ001  (a wall clock)
def test_iso_and_day_first_and_korean_agree(wall):
    half = "오전" if wall.hour < 12 else "오후"
    moment = wall.replace(microsecond=0, tzinfo=UTC)

    assert moment_of(f"{wall:%Y-%m-%d %H:%M:%S}") == moment
    assert moment_of(f"{wall:%d/%m/%Y %H:%M:%S}") == moment
    assert moment_of(f"{wall:%Y. %m. %d} {half} {wall.hour % 12 or 12}:{wall:%M:%S}") == moment
