"""One person's calendar, gathered from the rooms in which they meet others."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from letsconnect.connections.queries.entries import entries_of as sessions_of
from letsconnect.ground import calendars, clock
from letsconnect.ground.calendars import Entry
from letsconnect.ground.zones import zone_named
from letsconnect.mailboxes.queries.mailboxes import language_of
from letsconnect.people.models import Person

# Each room's query `entries_of(person)`: every meeting of the person, in their own view.
ROOMS: tuple[Callable[[Person], Iterable[Entry]], ...] = (sessions_of,)
PAST = timedelta(days=61)


def entries_of(person: Person) -> list[Entry]:
    """What is to come, and what was in the last two months, in order of time."""
    found = (entry for entries in ROOMS for entry in entries(person))
    return sorted((entry for entry in found if entry.ends_at > clock.now() - PAST), key=lambda entry: entry.starts_at)


def calendar_of(person: Person) -> bytes:
    """The person's calendar as a file, in their language."""
    with translation.override(language_of(person)), timezone.override(zone_named(person.time_zone)):
        return calendars.feed(entries_of(person), name=_("Let's Connect"))
