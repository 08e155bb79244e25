"""Calendar entries: one UID for life, rising SEQUENCE, the right method, one attendee, no line that nobody wrote."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from letsconnect.ground.calendars import CANCEL, CANCELLED, REQUEST, TENTATIVE, Entry, as_ics, by_method, feed
from letsconnect.ground.outbox.deliver import deliver_due
from letsconnect.mailboxes.letters import write_to
from letsconnect.people.models import Person
from tests.figures import Figure
from tests.ground.changes import changes_of, events_in

START = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
ENTRY = Entry("m7.p3@example.org", 0, START, START + timedelta(hours=1), "A conversation", stamp=START)


def test_times_are_in_utc_whatever_zone_they_came_in() -> None:
    in_seoul = replace(ENTRY, starts_at=START.astimezone(ZoneInfo("Asia/Seoul")))

    text = as_ics([in_seoul], method=REQUEST).decode()

    assert "DTSTART:20261025T003000Z\r\n" in text
    assert "TZID" not in text


def test_a_cancelled_entry_says_so_twice() -> None:
    [event] = events_in(as_ics([ENTRY], method=CANCEL))

    assert str(event["STATUS"]) == CANCELLED
    assert Calendar.from_ical(as_ics([ENTRY], method=CANCEL))["METHOD"] == CANCEL


def test_a_moved_seat_leaves_one_entry_in_the_calendar() -> None:
    old, new = replace(ENTRY, method=CANCEL, sequence=1), replace(ENTRY, uid="m8.p3@example.org")

    parts = by_method([new, old], to="lena@example.org")

    assert [method for method, _text in parts] == [CANCEL, REQUEST]
    assert [str(events_in(text.encode())[0]["UID"]) for _method, text in parts] == [old.uid, new.uid]


def test_only_the_reader_is_an_attendee_and_the_organizer_is_always_the_same(settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL = "Let's Connect <letters@example.org>"

    [event] = events_in(as_ics([ENTRY], method=REQUEST, to="lena@example.org"))

    assert str(event["ATTENDEE"]) == "mailto:lena@example.org"
    assert str(event["ORGANIZER"]) == "mailto:letters@example.org"


def test_while_a_time_is_being_moved_the_entry_is_tentative() -> None:
    [event] = events_in(as_ics([replace(ENTRY, status=TENTATIVE)], method=REQUEST, to="lena@example.org"))

    assert str(event["STATUS"]) == TENTATIVE
    assert event["ATTENDEE"].params["PARTSTAT"] == TENTATIVE


WORDS = st.text(max_size=300)
LINES = {"BEGIN", "METHOD", "ATTENDEE", "UID", "ORGANIZER"}


@pytest.mark.once
@given(WORDS, WORDS, WORDS, st.text(min_size=1, max_size=60))
def test_no_words_can_add_a_line_and_lines_are_folded_by_octets(title: str, text: str, place: str, link: str) -> None:
    entry = replace(ENTRY, title=title, text=text, place=place, url=f"https://example.org/{link}")

    for ics in (as_ics([entry], method=REQUEST, to=f"a@example.org{link}"), feed([entry], name=title)):
        [event] = events_in(ics)
        names = [line.partition(b":")[0].partition(b";")[0] for line in ics.replace(b"\r\n ", b"").split(b"\r\n")]
        assert {name: names.count(name.encode()) for name in LINES if name not in {"ATTENDEE", "BEGIN"}} == {
            "METHOD": 1,
            "UID": 1,
            "ORGANIZER": 1,
        }
        assert names.count(b"ATTENDEE") <= 1
        assert names.count(b"BEGIN") == 2
        assert max(len(line) for line in ics.split(b"\r\n")) <= 75
        assert b"\n" not in ics.replace(b"\r\n", b"")
        assert str(event["SUMMARY"]) == " ".join(str(event["SUMMARY"]).split())


def test_a_feed_names_itself_and_leaves_out_what_is_cancelled() -> None:
    content = feed([ENTRY, replace(ENTRY, uid="gone@example.org", status=CANCELLED)], name="Let's\r\nConnect")

    calendar = Calendar.from_ical(content)
    assert (calendar["METHOD"], str(calendar["X-WR-CALNAME"])) == ("PUBLISH", "Let's Connect")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in content
    assert [str(event["UID"]) for event in events_in(content)] == [ENTRY.uid]
    assert b"ATTENDEE" not in content


def test_a_letter_carries_the_entry_as_a_part_of_its_own_and_as_an_attachment(sharer: Person) -> None:
    write_to(sharer, "access/lifted", calendar=replace(ENTRY, title="이야기 ☕ " + "x" * 90))
    deliver_due("w")

    letter = message_from_bytes(mail.outbox[0].message().as_bytes(linesep="\r\n"), policy=policy.default)
    parts = {part.get_content_type(): part for part in letter.walk() if not part.is_multipart()}
    assert list(parts) == ["text/plain", "text/calendar", "application/ics"]
    assert parts["text/calendar"]["Content-Type"].params["method"] == REQUEST
    assert parts["application/ics"].get_filename() == "invite.ics"
    for part in (parts["text/calendar"], parts["application/ics"]):
        [event] = events_in(part.get_payload(decode=True))
        assert str(event["ATTENDEE"]) == f"mailto:{sharer.email}"
        assert str(event["SUMMARY"]).startswith("이야기 ☕ x")


def test_a_letter_without_entries_is_plain_text(sharer: Person) -> None:
    write_to(sharer, "access/lifted")
    deliver_due("w")

    assert mail.outbox[0].message().get_content_type() == "text/plain"


@pytest.mark.once
def test_through_its_changes_an_entry_keeps_its_uid_and_its_sequence_rises(figure: Figure) -> None:
    uid_changes = not_rising = leaks = entries = 0
    for seed in range(50):
        versions = [events_in(ics)[0] for ics in changes_of(seed)]
        entries += len(versions)
        for before, after in pairwise(versions):
            uid_changes += str(before["UID"]) != str(after["UID"])
            not_rising += int(after["SEQUENCE"]) <= int(before["SEQUENCE"])
        leaks += sum(str(event["ATTENDEE"]) != f"mailto:reader{seed}@example.org" for event in versions)

    figure(f"calendar: {entries} entries, UID changes {uid_changes}, SEQUENCE not rising {not_rising}, leaks {leaks}")
    assert (uid_changes, not_rising, leaks) == (0, 0, 0)
