"""A plan from JSON: its form is read strictly; whether it is true is the checker's to say."""

from dataclasses import replace
from typing import Any

from matchmaker.reading import PLACE_MAY, Unreadable, connection_from, items, keys, load, said, text, whole
from matchmaker.shapes import Certificate, Connection, Plan, Reason, Waiting

PLAN = {"version", "connections", "waiting", "value", "bound", "gap", "certificate"}
PLAN_MAY = {"seconds", "seed", "solver"}
WAITING = {"person", "topic", "code"}
REASON_MAY = {"value", "learner", "language", "starts"}
FAR = 10**15


def read_plan(source: bytes) -> tuple[Plan, float]:
    """The plan in these bytes and the gap it states; Unreadable when it is not one."""
    found = keys(load(source), PLAN, PLAN_MAY, "plan")
    whole(found["version"], 1, 1, "version")
    plan = Plan(
        connections=tuple(_connection(one) for one in items(found["connections"], "connections")),
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
    where = f"connections: person {said(found.sharer)}"
    why = f"{where}: reasons"
    if missing := PLACE_MAY - value.keys():
        raise Unreadable(f"{where}: {min(missing)} is missing")
    others = items(value["alternatives"], f"{where}: alternatives")
    return replace(
        found,
        alternatives=tuple(whole(one, 0, 335, f"{where}: alternatives") for one in others),
        value=whole(value["value"], -FAR, FAR, f"{where}: value"),
        reasons=tuple(_reason(one, why) for one in items(value["reasons"], why)),
    )


def _reason(value: Any, where: str) -> Reason:
    found = keys(value, {"code"}, REASON_MAY, where)
    return Reason(
        value=whole(found["value"], -FAR, FAR, f"{where}: value") if "value" in found else None,
        starts=whole(found["starts"], -FAR, FAR, f"{where}: starts") if "starts" in found else None,
        learner=text(found["learner"], f"{where}: learner") if "learner" in found else None,
        language=text(found["language"], f"{where}: language") if "language" in found else None,
        code=text(found["code"], f"{where}: code"),
    )


def _waiting(value: Any) -> Waiting:
    found = keys(value, WAITING, {"nearest"}, "waiting")
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
