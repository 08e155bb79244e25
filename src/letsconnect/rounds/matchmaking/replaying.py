"""A round computed again from what was kept: its input and its edits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from letsconnect.matching.matchmaking.around import with_one_of
from letsconnect.matching.matchmaking.planning import numbered, planned, with_wishes_of_the_team
from letsconnect.rounds.models import Round, RoundEdit

Json = dict[str, Any]
Kind = RoundEdit.Kind


@dataclass
class Sheet:
    """The proposal as the edits so far leave it. `cut`: a plan among them was cut short, and may come out otherwise."""

    connections: dict[int, Json] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    apart: list[list[str]] = field(default_factory=list)
    plan: Json | None = None
    cut: bool = False

    def kept(self) -> dict[int, Json]:
        """The locked connections by number."""
        return {number: one for number, one in sorted(self.connections.items()) if number in self.locked}


def replay(input_: Json, edits: Iterable[tuple[str, Json]]) -> Sheet:
    """The proposal that comes of the input by these edits, in their order."""
    sheet = Sheet()
    for kind, facts in edits:
        sheet = applied(sheet, input_, kind, facts)
    return sheet


def applied(sheet: Sheet, input_: Json, kind: str, facts: Mapping[str, Any]) -> Sheet:
    """The sheet after one more edit."""
    if kind == Kind.OVER:
        return Sheet()
    if kind == Kind.PLANNED:
        _plan(sheet, input_, facts)
    elif kind == Kind.NEXT_BEST:
        _next_best(sheet, facts)
    elif kind == Kind.LOCKED:
        sheet.locked |= set(facts["numbers"])
    elif kind == Kind.UNLOCKED:
        sheet.locked -= set(facts["numbers"])
    elif kind in (Kind.CHANGED, Kind.ADDED):
        sheet.connections[facts["number"]] = facts["connection"]
    elif kind == Kind.APART:
        sheet.apart.append(facts["people"])
    for number in facts.get("removed", ()):
        sheet.connections.pop(number, None)
        sheet.locked.discard(number)
    return sheet


def _plan(sheet: Sheet, input_: Json, facts: Mapping[str, Any]) -> None:
    kept = sheet.kept()
    effective = with_wishes_of_the_team(input_, kept.values(), sheet.apart)
    plan, cut = planned(effective, seed=facts["seed"], seconds=facts["seconds"], before=sheet.plan)
    sheet.plan, sheet.cut = plan, sheet.cut or cut or facts["cut"]
    sheet.connections = numbered(plan["connections"], kept, facts["first"])


def _next_best(sheet: Sheet, facts: Mapping[str, Any]) -> None:
    plan, cut = planned(facts["input"], seed=facts["seed"], seconds=facts["seconds"])
    sheet.cut = sheet.cut or cut or facts["cut"]
    found = with_one_of(plan["connections"], facts["around"])
    sheet.connections |= numbered(found, {}, facts["first"])


@dataclass(frozen=True)
class Replayed:
    """What came of computing a round again. `differing`: numbers of connections that came out otherwise."""

    connections: int
    edits: int
    differing: tuple[int, ...]
    cut: bool


def replay_of(round_: Round) -> Replayed:
    """Compute the round again and hold it against its rows."""
    edits = list(round_.edits.values_list("kind", "facts"))
    sheet = replay(round_.input or {}, edits)
    rows = dict(round_.connections.values_list("number", "facts"))
    numbers = rows.keys() | sheet.connections.keys()
    differing = sorted(number for number in numbers if rows.get(number) != sheet.connections.get(number))
    return Replayed(len(rows), len(edits), tuple(differing), sheet.cut)
