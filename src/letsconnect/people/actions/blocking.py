"""Keeping two people apart, and letting them meet again. Call it from a room that also stops what they had planned."""

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Block, Person
from letsconnect.people.rules import may_block


@transaction.atomic
def keep_apart(person: Person, other: Person, *, by: Person) -> None:
    """From now on neither sees or meets the other. Nobody but `person` learns of it; safe to repeat."""
    require(may_block(by, person) and person.pk != other.pk)
    _block, is_new = Block.objects.get_or_create(person=person, other=other, defaults={"at": clock.now()})
    if is_new:
        record("person.blocked", person, by=by)
        touch(person, other)


@transaction.atomic
def let_meet_again(person: Person, other: Person, *, by: Person) -> None:
    """Take one's own block back; the other's, if there is one, stays. Safe to repeat."""
    require(may_block(by, person))
    gone, _rows = Block.objects.filter(person=person, other=other).delete()
    if gone:
        record("person.unblocked", person, by=by)
        touch(person, other)
