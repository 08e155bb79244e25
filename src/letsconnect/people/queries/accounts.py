"""Accounts: which person an address or a wiki name belongs to, and where they are signed in."""

import unicodedata

from django.db.models import QuerySet

from letsconnect.ground import clock
from letsconnect.people.models import Person, Session


def folded_email(words: str) -> str:
    """An address as the house keeps it."""
    return words.strip().lower()


def wiki_name(words: str) -> str:
    """A Wikimedia username as MediaWiki writes it: `_` is a space, the first letter is a capital."""
    name = unicodedata.normalize("NFC", " ".join(words.replace("_", " ").split()))
    first = name[:1].upper()
    return (first if len(first) == 1 else name[:1]) + name[1:]


def person_with_email(email: str) -> Person | None:
    return Person.objects.filter(email=folded_email(email)).first()


def person_named(words: str) -> Person | None:
    """The one person with this e-mail address, Wikimedia username or public id."""
    if "@" in words:
        return person_with_email(words)
    return (
        Person.objects.filter(username=wiki_name(words)).first()
        or Person.objects.filter(public_id=words.strip()).first()
    )


def sessions_of(person: Person) -> QuerySet[Session]:
    """Where this person is signed in, the newest first."""
    return Session.objects.filter(person=person, expire_date__gt=clock.now()).order_by("-began_at")
