"""The secret address of one's calendar: made, made anew, ended."""

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.locking import lock
from letsconnect.mailboxes.models import CalendarFeed
from letsconnect.mailboxes.queries.calendars import feed_of
from letsconnect.people.models import Person


@transaction.atomic
def make_feed(person: Person) -> CalendarFeed:
    """The person's address; made now if they have none. Safe to repeat."""
    person = lock(person)
    feed = feed_of(person)
    if feed is None:
        feed = CalendarFeed.objects.create(person=person, made_at=clock.now())
        record("calendar.address_made", person, by=person)
    return feed


@transaction.atomic
def end_feed(person: Person, *, by: Person) -> None:
    """The address answers nothing from now on; safe to repeat."""
    person = lock(person)
    feed = feed_of(person)
    if feed is not None:
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record("calendar.address_ended", person, by=by)


@transaction.atomic
def renew_feed(person: Person) -> CalendarFeed:
    """A new address; the old one stops at once."""
    end_feed(person, by=person)
    return make_feed(person)
