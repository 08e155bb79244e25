"""Being there: confirming what an import said, saying that it is still true, taking a break."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch, write_consent
from letsconnect.people.actions.profile import set_audiences
from letsconnect.people.audience import FIELDS
from letsconnect.people.models import Person
from letsconnect.people.rules import may_change_profile
from letsconnect.people.signals import profile_confirmed


@transaction.atomic
def confirm_profile(person: Person, *, by: Person, audiences: Mapping[str, int], language: str) -> Person:
    """What the import said is right, and is shown to these audiences from now on; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person))
    if person.confirmed_at:
        return person
    person.confirmed_at = person.fresh_at = clock.now()
    person.said = {**{key: person.confirmed_at.isoformat() for key in FIELDS}, **person.said}
    person.assumed = []
    person.registered_at = person.registered_at or person.confirmed_at
    person.save(update_fields=["confirmed_at", "fresh_at", "said", "assumed", "registered_at"])
    write_consent(person, "profile", "confirmed", how="page", language=language)
    profile_confirmed.send(Person, person=person)
    record("profile.confirmed", person, by=by)
    touch(person)
    return set_audiences(person, audiences, by=by, how="confirming")


@transaction.atomic
def still_true(person: Person, *, by: Person) -> Person:
    """Everything I said is still so: one press; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person))
    person.fresh_at = clock.now()
    person.save(update_fields=["fresh_at"])
    record("profile.still_true", person, by=by)
    touch(person)
    return person


@transaction.atomic
def pause(person: Person, *, by: Person, until: date | None) -> Person:
    """Take a break until a day, or (None) come back."""
    person = lock(person)
    require(may_change_profile(by, person))
    if person.paused_until != until:
        person.paused_until = until
        person.save(update_fields=["paused_until"])
        record("profile.paused" if until else "profile.back", person, by=by)
        touch(person)
    return person
