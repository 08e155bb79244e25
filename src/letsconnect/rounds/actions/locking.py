"""Locking connections of a proposal: a new plan is made around them."""

from collections.abc import Collection

from django.db import transaction

from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person
from letsconnect.rounds.actions.writing import write_edit
from letsconnect.rounds.models import Round, RoundEdit
from letsconnect.rounds.rules import may_change_proposal


@transaction.atomic
def set_locks(round_: Round, numbers: Collection[int], *, locked: bool, by: Person) -> None:
    """Lock these connections, or let them go; safe to repeat."""
    round_ = lock(round_)
    require(may_change_proposal(by, round_))
    lock_connections(round_, numbers, locked=locked, by=by)


def lock_connections(round_: Round, numbers: Collection[int], *, by: Person, locked: bool = True) -> None:
    """The same within the caller's transaction, on a locked round."""
    rows = round_.connections.filter(number__in=numbers, locked=not locked, next_best=False)
    changed = sorted(rows.values_list("number", flat=True))
    if changed:
        rows.update(locked=locked)
        kind = RoundEdit.Kind.LOCKED if locked else RoundEdit.Kind.UNLOCKED
        write_edit(round_, kind, by=by, numbers=changed)
