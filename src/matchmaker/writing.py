"""Rounds and plans as JSON, in the contract's form."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from matchmaker import hours
from matchmaker.shapes import Certificate, Connection, Person, Plan, Policy, Reason, Round, Waiting

if TYPE_CHECKING:
    from matchmaker.summary import Summary


def plan_json(plan: Plan) -> str:
    """The plan as one JSON text with a line for each connection and each wish that waits."""
    return _in_lines(plan_value(plan), {"connections", "waiting"})


def summary_json(summary: "Summary") -> str:
    """The summary as one JSON text with a line for each topic, language, region and thing that would open most."""
    value = asdict(summary)
    for key, held in value.items():
        if key.startswith("one_more"):
            value[key] = [{name: one for name, one in line.items() if one is not None} for line in held]
    return _in_lines(value, {key for key, held in value.items() if isinstance(held, list | tuple)})


def _in_lines(value: dict[str, Any], lists: set[str]) -> str:
    """An object as JSON with a line for each key and for each item of these lists."""
    lines = []
    for key, held in value.items():
        if key in lists and held:
            rows = ",\n".join("  " + json.dumps(one) for one in held)
            lines.append(f'"{key}": [\n{rows}\n]')
        else:
            lines.append(f'"{key}": {json.dumps(held)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def plan_value(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values."""
    return {
        "version": 1,
        "connections": [connection_value(one) for one in plan.connections],
        "waiting": [_waiting(one) for one in plan.waiting],
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "certificate": _certificate(plan.certificate),
        "seconds": plan.seconds,
        "seed": plan.seed,
        "solver": plan.solver,
    }


def connection_value(found: Connection) -> dict[str, Any]:
    """A connection as plain JSON values."""
    return {
        "sharer": found.sharer,
        "learners": list(found.learners),
        "topic": found.topic,
        "language": found.language,
        "interpretation": list(found.interpretation) if found.interpretation else None,
        "week": found.week,
        "slot": found.slot,
        "alternatives": list(found.alternatives),
        "value": found.value,
        "reasons": [_reason(one) for one in found.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    told = {
        "learner": reason.learner,
        "value": reason.value,
        "language": reason.language,
        "starts": reason.starts,
    }
    return {"code": reason.code} | {key: value for key, value in told.items() if value is not None}


def _waiting(one: Waiting) -> dict[str, Any]:
    told = {"person": one.person, "topic": one.topic, "code": one.code}
    return told if one.nearest is None else told | {"nearest": one.nearest}


def _certificate(proof: Certificate) -> dict[str, Any]:
    told = {
        "kind": proof.kind,
        "learners": dict(proof.learners),
        "wishes": [list(one) for one in proof.wishes],
        "interpretation": [[list(pool), price] for pool, price in proof.interpretation],
    }
    return told if proof.connections is None else told | {"connections": proof.connections}


def round_value(round_: Round) -> dict[str, Any]:
    """A round as plain JSON values, as the reader takes it."""
    return {
        "version": 1,
        "weeks": round_.weeks,
        "people": [_person(one) for one in round_.people],
        "met": [list(two) for two in sorted(round_.met)],
        "never": [list(two) for two in sorted(round_.never)],
        "interpretation": [
            {"languages": list(pool.languages), "bookings": pool.bookings} for pool in round_.interpretation
        ],
        "policy": _policy(round_.policy),
        "locked": [connection_value(one) for one in round_.locked],
    }


def _person(person: Person) -> dict[str, Any]:
    told = {
        "id": person.id,
        "group": person.group,
        "languages": list(person.languages),
        "free": [list(one) for one in hours.to_ranges(person.free)],
        "learn": [{"topic": w.topic, "priority": w.priority, "level": w.level} for w in person.learn],
        "share": [{"topic": offer.topic, "level": offer.level} for offer in person.share],
        "learn_limit": person.learn_limit,
        "share_limit": person.share_limit,
        "equity": person.equity,
    }
    if not person.free_weeks:
        return told
    return told | {"free_weeks": [[list(one) for one in hours.to_ranges(week)] for week in person.free_weeks]}


def _policy(policy: Policy) -> dict[str, Any]:
    fit = {
        "same_or_one_above": policy.same_or_one_above,
        "further_above": policy.further_above,
        "one_below": policy.one_below,
    }
    return {
        "priority": list(policy.priority),
        "fit": fit,
        "reciprocity": policy.reciprocity,
        "group_cost": list(policy.group_cost),
        "interpretation_cost": policy.interpretation_cost,
    }
