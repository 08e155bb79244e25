"""Changing a proposal by hand. The matchmaker's rules hold all the same: what breaks one is refused with its reason."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.matching.matchmaking.editing import Desk, Wanted, fitted
from letsconnect.people.models import Person
from letsconnect.rounds.actions.writing import rewrite_plan, write_connections, write_edit
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit
from letsconnect.rounds.queries.proposal import others_in, pairs_kept_apart_in
from letsconnect.rounds.queries.words import broken_in_words
from letsconnect.rounds.rules import is_still_a_proposal, may_change_proposal

Kind = RoundEdit.Kind


def desk_of(round_: Round, besides: int | None = None) -> Desk:
    """The round opened for editing, beside every connection but the one with this number."""
    return Desk.of(round_.input or {}, others_in(round_, besides), pairs_kept_apart_in(round_))


@transaction.atomic
def change_connection(proposed: RoundConnection, wanted: Wanted, *, by: Person) -> RoundConnection:
    """Other people or another time for one connection. Raises Refused with the broken rule in words."""
    round_ = lock(proposed.round)
    require(may_change_proposal(by, round_))
    proposed = lock(proposed)
    require(is_still_a_proposal(by, proposed) and not proposed.next_best)
    proposed.facts = _fitted(round_, wanted, besides=proposed.number)
    proposed.state, proposed.skipped = RoundConnection.State.PROPOSED, ""
    proposed.save(update_fields=["facts", "state", "skipped"])
    write_edit(round_, Kind.CHANGED, by=by, number=proposed.number, connection=proposed.facts)
    rewrite_plan(round_)
    record("round.connection_changed", round_, by=by, number=proposed.number)
    return proposed


@transaction.atomic
def add_connection(round_: Round, wanted: Wanted, *, by: Person) -> RoundConnection:
    """A connection the plan did not see, locked from the start. Raises Refused with the broken rule in words."""
    round_ = lock(round_)
    require(may_change_proposal(by, round_))
    facts = _fitted(round_, wanted)
    number = round_.last_number + 1
    write_connections(round_, {number: facts})
    round_.connections.filter(number=number).update(locked=True)
    write_edit(round_, Kind.ADDED, by=by, number=number, connection=facts)
    write_edit(round_, Kind.LOCKED, by=by, numbers=[number])
    rewrite_plan(round_)
    record("round.connection_added", round_, by=by, number=number)
    return round_.connections.get(number=number)


@transaction.atomic
def remove_connections(round_: Round, numbers: Collection[int], *, by: Person) -> None:
    """Take connections out that were not sent. Safe to repeat."""
    round_ = lock(round_)
    require(may_change_proposal(by, round_))
    gone = _taken_out(round_, round_.connections.filter(number__in=numbers))
    if gone:
        write_edit(round_, Kind.REMOVED, by=by, removed=gone)
        rewrite_plan(round_)
        record("round.connections_removed", round_, by=by, count=len(gone))


@transaction.atomic
def keep_two_apart(round_: Round, people: Collection[str], *, by: Person) -> None:
    """These two (public ids) do not meet in this round; what would bring them together and was not sent is taken
    out. Safe to repeat."""
    round_ = lock(round_)
    require(may_change_proposal(by, round_))
    two = sorted(set(people))
    if len(two) != 2:
        raise Refused(broken_in_words("two_different"))
    if two in pairs_kept_apart_in(round_):
        return
    together = [row.pk for row in round_.connections.all() if set(two) <= set(row.people)]
    gone = _taken_out(round_, round_.connections.filter(pk__in=together))
    write_edit(round_, Kind.APART, by=by, people=two, removed=gone)
    rewrite_plan(round_)
    record("round.kept_apart", round_, by=by)


def _fitted(round_: Round, wanted: Wanted, besides: int | None = None) -> dict[str, Any]:
    made, broken = fitted(desk_of(round_, besides), wanted)
    if made is None:
        raise Refused([broken_in_words(one.code, one.people) for one in broken])
    return made


def _taken_out(round_: Round, rows: Any) -> list[int]:
    unsent = rows.filter(state__in=(RoundConnection.State.PROPOSED, RoundConnection.State.SKIPPED))
    gone = sorted(unsent.values_list("number", flat=True))
    round_.connections.filter(number__in=gone).delete()
    return gone
