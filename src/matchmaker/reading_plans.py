"""A plan from JSON: its form is read strictly; whether it is true is the checker's to say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from matchmaker.reading import (
    NOTHING,
    PLACE,
    PLACE_MAY,
    Unreadable,
    connection_from,
    items,
    keys,
    load,
    place_of,
    said,
    text,
    whole,
)
from matchmaker.shapes import Certificate, Connection, Plan, Reason, Waiting

PLAN = {"version", "connections", "waiting", "value", "bound", "gap", "certificate"}
PLAN_MAY = {"seconds", "seed", "solver"}
WAITING, WAITING_MAY = {"person", "topic", "code"}, {"nearest"}
CODE = {"code"}
REASON_MAY = {"value", "learner", "language", "starts"}
FAR = 10**15


def read_plan(source: bytes) -> tuple[Plan, float]:
    """The plan in these bytes and the gap it states; Unreadable when it is not one."""
    return _plan(source, _connection)


def read_earlier(source: bytes) -> Plan:
    """The plan in these bytes as a new search takes it up; what explains its connections is left unread."""
    return _plan(source, lambda one: connection_from(one, "connections"))[0]


def _plan(source: bytes, connection: Callable[[Any], Connection]) -> tuple[Plan, float]:
    found = keys(load(source), PLAN, PLAN_MAY, "plan")
    whole(found["version"], 1, 1, "version")
    plan = Plan(
        connections=tuple(connection(one) for one in items(found["connections"], "connections")),
        waiting=tuple(_waiting(one) for one in items(found["waiting"], "waiting")),
        value=whole(found["value"], -FAR, FAR, "value"),
        bound=whole(found["bound"], -FAR, FAR, "bound"),
        certificate=_certificate(found["certificate"]),
        seconds=number(found.get("seconds", 0), "seconds"),
        seed=whole(found.get("seed", 0), -FAR, FAR, "seed"),
        solver=text(found.get("solver", ""), "solver"),
    )
    return plan, number(found["gap"], "gap")


def number(value: Any, where: str) -> float:
    """The value when it is a number."""
    if type(value) not in (int, float) or not -FAR < value < FAR:
        raise Unreadable(f"{where}: must be a number, not {said(value)}")
    return float(value)


def _connection(value: Any) -> Connection:
    found = connection_from(value, "connections")
    try:
        return _explained(found, keys(value, PLACE | PLACE_MAY, NOTHING, ""))
    except Unreadable as error:
        raise Unreadable(f"{place_of(value, 'connections')}: {error}") from None


def _explained(found: Connection, value: dict[str, Any]) -> Connection:
    return replace(
        found,
        alternatives=tuple(whole(one, 0, 335, "alternatives") for one in items(value["alternatives"], "alternatives")),
        value=whole(value["value"], -FAR, FAR, "value"),
        reasons=tuple(_reason(one) for one in items(value["reasons"], "reasons")),
    )


def _reason(value: Any) -> Reason:
    found = keys(value, CODE, REASON_MAY, "reasons")
    return Reason(
        value=whole(found["value"], -FAR, FAR, "reasons: value") if "value" in found else None,
        starts=whole(found["starts"], -FAR, FAR, "reasons: starts") if "starts" in found else None,
        learner=text(found["learner"], "reasons: learner") if "learner" in found else None,
        language=text(found["language"], "reasons: language") if "language" in found else None,
        code=text(found["code"], "reasons: code"),
    )


def _waiting(value: Any) -> Waiting:
    found = keys(value, WAITING, WAITING_MAY, "waiting")
    return Waiting(
        text(found["person"], "waiting: person"),
        text(found["topic"], "waiting: topic"),
        text(found["code"], "waiting: code"),
        text(found["nearest"], "waiting: nearest") if "nearest" in found else None,
    )


def _certificate(value: Any) -> Certificate:
    may = {"learners", "wishes", "interpretation", "connections"}
    found = keys(value, {"kind"}, may, "certificate")
    learners = found.get("learners", {})
    if not isinstance(learners, dict):
        raise Unreadable("certificate: learners: must be an object")
    if found["kind"] not in ("prices", "exhaustive"):
        raise Unreadable(f"certificate: kind: unknown kind {said(found['kind'])}")
    return Certificate(
        kind=found["kind"],
        learners={name: number(price, f"certificate: learners: {said(name)}") for name, price in learners.items()},
        wishes=tuple(_wish(one) for one in items(found.get("wishes", []), "certificate: wishes")),
        interpretation=tuple(_pool(one) for one in items(found.get("interpretation", []), "certificate")),
        connections=whole(found["connections"], 0, FAR, "certificate: connections") if "connections" in found else None,
    )


def _wish(value: Any) -> tuple[str, str, float]:
    where = "certificate: wishes"
    if not isinstance(value, list) or len(value) != 3:
        raise Unreadable(f"{where}: must hold [person, topic, price], not {said(value)}")
    return text(value[0], where), text(value[1], where), number(value[2], where)


def _pool(value: Any) -> tuple[tuple[str, str], float]:
    where = "certificate: interpretation"
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], list) or len(value[0]) != 2:
        raise Unreadable(f"{where}: must hold [[language, language], price], not {said(value)}")
    return (text(value[0][0], where), text(value[0][1], where)), number(value[1], where)
