"""Calendar entries that survive the world (RFC 5545, 5546): one entry for life, moved and cancelled by the same UID.

Times are UTC, so that no program has to know a zone's rules; the only attendee is the reader of the letter.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from letsconnect.ground.folding import one_line

MAKER = "-//Let's Connect//letsconnect//EN"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One meeting in one person's calendar.

    `uid` stays for life, `sequence` rises with every change, `stamp` is the moment of the last change. `status`:
    TENTATIVE while another time is being looked for. `method`: what the letter asks the calendar to do, REQUEST (new
    or changed) or CANCEL. What is sensitive stays out of `title`: it stands on lock screens.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    stamp: datetime
    text: str = ""
    url: str = ""
    place: str = ""
    status: str = CONFIRMED
    method: str = REQUEST


def as_ics(entries: Iterable[Entry], *, method: str, to: str = "") -> bytes:
    """The entries as one calendar object that asks for `method`; `to` is the address of the only attendee."""
    calendar = _empty(method)
    for entry in entries:
        calendar.add_component(_event(entry, cancelled=method == CANCEL, to=to))
    return calendar.to_ical()


def by_method(entries: Iterable[Entry], *, to: str) -> list[list[str]]:
    """What a letter carries: [method, text] for each method the entries ask for, what is cancelled first."""
    known = list(entries)
    asked = [method for method in (CANCEL, REQUEST) if any(entry.method == method for entry in known)]
    return [
        [method, as_ics((entry for entry in known if entry.method == method), method=method, to=to).decode()]
        for method in asked
    ]


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """A whole calendar to subscribe to. What is cancelled is left out: the program drops what it no longer finds."""
    calendar = _empty(PUBLISH)
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("name", one_line(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        if entry.status != CANCELLED:
            calendar.add_component(_event(entry, cancelled=False, to=""))
    return calendar.to_ical()


def organizer() -> str:
    """The address that stands behind every entry: programs take a change only from whoever sent the first one."""
    return settings.CALENDAR_ORGANIZER or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _empty(method: str) -> Calendar:
    calendar = Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method)):
        calendar.add(name, value)
    return calendar


def _event(entry: Entry, *, cancelled: bool, to: str) -> Event:
    event = Event()
    event.add("uid", one_line(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", one_line(entry.title))
    event.add("status", CANCELLED if cancelled else entry.status)
    event.add("class", "PRIVATE")
    for name, value in (("description", _lines(entry.text)), ("location", one_line(entry.place))):
        if value:
            event.add(name, value)
    if entry.url:
        event.add("url", one_line(entry.url).replace(" ", "%20"))
    event.add("organizer", _address(organizer(), {"CN": "Let's Connect"}), encode=False)
    if to:
        answer = "TENTATIVE" if entry.status == TENTATIVE else "ACCEPTED"
        given = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": answer, "RSVP": "FALSE"}
        event.add("attendee", _address(to, given), encode=False)
    return event


def _address(address: str, given: dict[str, str]) -> vCalAddress:
    person = vCalAddress(f"mailto:{one_line(address).replace(' ', '')}")
    for name, value in given.items():
        person.params[name] = vText(value)
    return person


def _lines(text: str) -> str:
    """Text of several lines, without other control characters."""
    lines = "\n".join(text.splitlines())
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
