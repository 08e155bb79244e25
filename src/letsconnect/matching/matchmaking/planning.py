"""Having a round planned: JSON in the contract's form goes in, the plan in the contract's form comes out."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from matchmaker.checking import place
from matchmaker.effort import Progress
from matchmaker.planning import plan_round
from matchmaker.reading import connection_from, round_from
from matchmaker.reading_plans import read_plan
from matchmaker.shapes import Plan
from matchmaker.writing import plan_value

Json = dict[str, Any]
Told = Callable[[Json], bool]
LIMITS = ((100, 10), (1_000, 60), (4_000, 180))
LONGEST = 420


def seconds_for(input_: Json) -> int:
    """How long a plan of this round may take. Small rounds are proved best long before."""
    people = len(input_["people"])
    return next((seconds for most, seconds in LIMITS if people <= most), LONGEST)


def with_wishes_of_the_team(input_: Json, locked: Iterable[Json], apart: Iterable[list[str]]) -> Json:
    """The input with the connections that must stay and further pairs that must not meet."""
    known = {person["id"] for person in input_["people"]}
    further = [two for two in apart if known.issuperset(two)]
    return {**input_, "never": [*input_.get("never", []), *further], "locked": list(locked)}


def planned(
    input_: Json, *, seed: int, seconds: float, before: Json | None = None, told: Told | None = None
) -> tuple[Json, bool]:
    """The plan of a round, and whether it was cut short (by its time or by `told`, which hears of the progress and
    answers whether to go on)."""
    stopped = False

    def watch(progress: Progress) -> bool:
        nonlocal stopped
        facts = {"phase": progress.phase, "fraction": progress.fraction}
        stopped = told is not None and not told(facts | {"value": progress.value, "bound": progress.bound})
        return not stopped

    earlier = plan_from(before) if before else None
    found = plan_round(round_from(input_), time_limit=seconds, seed=seed, watch=watch, before=earlier)
    return plan_value(found), stopped or found.seconds >= seconds


def plan_from(value: Json) -> Plan:
    """A plan out of its JSON."""
    return read_plan(json.dumps(value).encode())[0]


def numbered(found: Iterable[Json], kept: Mapping[int, Json], first: int) -> dict[int, Json]:
    """The connections of a plan by number: those kept keep theirs, the others are numbered on from `first`."""
    kept_places = {place(connection_from(one, "kept")) for one in kept.values()}
    new = [one for one in found if place(connection_from(one, "plan")) not in kept_places]
    return {**kept, **dict(enumerate(new, first))}
