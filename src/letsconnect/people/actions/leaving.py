"""The right to be forgotten: at once, in everything that is live (P2)."""

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast, Lower

from letsconnect.ground import clock
from letsconnect.ground.audit import record, subject_of
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.ground.models import AuditEntry, OutgoingLetter
from letsconnect.people.actions.ledger import touch, write_consent
from letsconnect.people.models import Erased, Person
from letsconnect.people.queries.erased import digests_of
from letsconnect.people.rules import may_erase
from letsconnect.people.signals import person_left

NOBODY = "person:"  # what the audit says of people it no longer names


@transaction.atomic
def erase(person: Person, *, by: Person, how: str = "page") -> None:
    """Erase a person and everything about them; what stays: their lines of the ledger, which name nobody, the keyed
    hashes by which an import knows to set their rows aside, and audit lines without subject."""
    person = lock(person)
    require(may_erase(by, person))
    for digest in digests_of(person.username, person.email):
        Erased.objects.get_or_create(digest=digest, defaults={"at": clock.now()})
    write_consent(person, "profile", "erased", how=how)
    person_left.send(Person, person=person)
    touch(person)
    record("person.erased", person, by=None if by.pk == person.pk else by)
    _forget_letters(person)
    _forget_in_audit(person)
    person.delete()


def _forget_letters(person: Person) -> None:
    """Letters in the outbox, also those to any bare address they had; what is on the way is stopped."""
    mine = OutgoingLetter.objects.filter(person=person)
    addresses = {address.lower() for address in (*mine.values_list("to", flat=True), person.email or "")}
    to_nobody = OutgoingLetter.objects.filter(person=None).annotate(address=Lower("to"))
    to_nobody.filter(address__in=addresses - {""}).delete()
    mine.delete()


def _forget_in_audit(person: Person) -> None:
    """Lines about the person keep what was done and when; facts of other lines that name the person go."""
    about = AuditEntry.objects.filter(subject=subject_of(person))
    about.update(subject=NOBODY, facts={})
    named = AuditEntry.objects.annotate(text=Cast("facts", TextField())).filter(text__contains=person.public_id)
    named.update(facts={})
