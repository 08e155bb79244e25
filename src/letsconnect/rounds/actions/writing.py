"""The record of what was done to a round, and its plan as it stands; within the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from letsconnect.ground import clock
from letsconnect.matching.matchmaking.editing import left_waiting
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit
from letsconnect.rounds.queries.proposal import holding, pairs_kept_apart_in


def write_edit(round_: Round, kind: str, *, by: Person | None, **facts: Any) -> RoundEdit:
    """One more row of the record."""
    return RoundEdit.objects.create(round=round_, kind=kind, facts=facts, by=by, at=clock.now())


def write_connections(round_: Round, found: Mapping[int, dict[str, Any]], *, next_best: bool = False) -> None:
    """Rows for connections by number; numbers that have a row already keep it."""
    known = set(round_.connections.values_list("number", flat=True))
    RoundConnection.objects.bulk_create(
        RoundConnection(round=round_, number=number, facts=facts, next_best=next_best)
        for number, facts in found.items()
        if number not in known
    )
    round_.last_number = max([round_.last_number, *found])
    round_.save(update_fields=["last_number"])


def rewrite_plan(round_: Round) -> None:
    """After a change by hand: the plan says again what it holds, who waits and why, and what it is worth. Its bound
    stays proved: what a change forbids can only make the best smaller."""
    if round_.plan is None or round_.input is None:
        return
    connections = list(holding(round_).filter(next_best=False).values_list("facts", flat=True))
    plan = {**round_.plan, "connections": connections}
    plan["waiting"] = left_waiting(round_.input, connections, pairs_kept_apart_in(round_))
    plan["value"] = sum(one["value"] for one in connections)
    plan["gap"] = (plan["bound"] - plan["value"]) / max(plan["bound"], 1)
    round_.plan = plan
    round_.save(update_fields=["plan"])
