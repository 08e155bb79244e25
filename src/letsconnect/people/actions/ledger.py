"""The consent ledger, and the line that tells copies of the directory to look again."""

from collections.abc import Iterable

from django.db import connection, transaction

from letsconnect.ground import clock
from letsconnect.people.models import Change, Consent, Person

COMMIT_ORDER_LOCK = 4_127_001


def write_consent(
    person: Person, what: str, choice: str, *, how: str, text_version: str = "", language: str = ""
) -> Consent:
    """Add one line to the ledger (P4). `how` says by which page or file; the line is never changed afterwards."""
    return Consent.objects.create(
        subject=person.public_id,
        what=what,
        choice=choice,
        text_version=text_version,
        language=language,
        how=how[:200],
        at=clock.now(),
    )


def touch(*people: Person | int) -> None:
    """Say that these people's directory entries changed. Call it last in every action that changes what a reader
    of the directory may see or filter by."""
    touch_all(person if isinstance(person, int) else person.pk for person in people)


@transaction.atomic
def touch_all(person_ids: Iterable[int]) -> None:
    """The same for many people, given by primary key."""
    if connection.vendor == "postgresql":
        # Lines must become visible in the order of their ids, or a reader would step over one; SQLite has one writer.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COMMIT_ORDER_LOCK])
    at = clock.now()
    Change.objects.bulk_create([Change(person_id=pk, at=at) for pk in person_ids], batch_size=2000)


def write_consents(lines: Iterable[Consent]) -> None:
    """Add many lines at once; each says by `how` from which file and row it comes."""
    Consent.objects.bulk_create(lines, batch_size=2000)
