"""The proposal of a round as rows."""

from typing import Any

from django.db.models import QuerySet

from letsconnect.connections.models import Connection
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit


def kept_in(round_: Round) -> dict[int, dict[str, Any]]:
    """The locked connections by number, in the plan's form."""
    return dict(round_.connections.filter(locked=True).values_list("number", "facts"))


def pairs_kept_apart_in(round_: Round) -> list[list[str]]:
    """The pairs of public ids the team keeps apart in this round, since it was last started over."""
    edits = round_.edits.filter(kind__in=(RoundEdit.Kind.APART, RoundEdit.Kind.OVER))
    found: list[list[str]] = []
    for kind, facts in edits.values_list("kind", "facts"):
        found = [] if kind == RoundEdit.Kind.OVER else [*found, facts["people"]]
    return found


def holding(round_: Round) -> QuerySet[RoundConnection]:
    """The connections that hold their people's places: not what was skipped or has ended."""
    rows = round_.connections.exclude(connection__state=Connection.State.ENDED)
    return rows.exclude(state=RoundConnection.State.SKIPPED)


def others_in(round_: Round, besides: int | None = None) -> list[dict[str, Any]]:
    """Every connection that holds its people's places but the one with this number, in the plan's form."""
    rows = holding(round_) if besides is None else holding(round_).exclude(number=besides)
    return list(rows.values_list("facts", flat=True))
