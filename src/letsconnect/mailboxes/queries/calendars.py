"""The addresses under which people's calendars can be fetched."""

from contextlib import suppress

from django.core import signing

from letsconnect.mailboxes.models import SIGNER, CalendarFeed
from letsconnect.people.models import Person


def feed_of(person: Person) -> CalendarFeed | None:
    """The person's address now, if they made one."""
    return CalendarFeed.objects.filter(person=person, revoked_at=None).first()


def feed_with(word: str) -> CalendarFeed | None:
    """The feed behind the secret part of an address; None when it is unknown or was ended."""
    with suppress(signing.BadSignature):
        live = CalendarFeed.objects.filter(key=SIGNER.unsign(word), revoked_at=None, person__is_active=True)
        return live.filter(person__suspended_at=None).select_related("person").first()
    return None
