"""Stopping and allowing letters of one kind."""

from collections.abc import Collection

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.models import Unsubscribed
from letsconnect.people.actions.ledger import write_consent
from letsconnect.people.letters import KINDS
from letsconnect.people.models import Person


@transaction.atomic
def stop_letters(person: Person, about: str, *, how: str) -> None:
    """No more letters of this kind. Safe to press twice."""
    _row, new = Unsubscribed.objects.get_or_create(person=person, about=about, defaults={"at": clock.now()})
    if new:
        write_consent(person, f"letters:{about}", "no", how=how)
        record("letters.stopped", person, by=person, about=about)


@transaction.atomic
def allow_letters(person: Person, about: str, *, how: str) -> None:
    """Letters of this kind again."""
    gone, _rows = Unsubscribed.objects.filter(person=person, about=about).delete()
    if gone:
        write_consent(person, f"letters:{about}", "yes", how=how)
        record("letters.allowed", person, by=person, about=about)


@transaction.atomic
def choose_letters(person: Person, wanted: Collection[str], *, how: str) -> None:
    """Letters of these kinds and of no other; safe to repeat."""
    for about in KINDS:
        (allow_letters if about in wanted else stop_letters)(person, about, how=how)
