"""The check command names each rule of the contract that a plan breaks, and exits 1."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from matchmaker import auditing
from matchmaker.auditing import check
from matchmaker.cli import main
from matchmaker.planning import plan_round
from matchmaker.reading import round_from
from matchmaker.shapes import Offer, Person, Policy, Round, Wish
from matchmaker.writing import plan_value
from tests.matchmaker.rounds import bits

EVENING = [[20, 29]]


def person(name: str, **more: Any) -> dict[str, Any]:
    """Somebody in English on the same evening, in a group of their own."""
    alone = {"id": name, "group": f"group of {name}", "languages": ["en"], "free": EVENING, "learn": [], "share": []}
    return alone | {"learn_limit": 1, "share_limit": 1, "equity": 0} | more


def wish(topic: str, priority: int = 3, level: int = 2) -> dict[str, Any]:
    return {"topic": topic, "priority": priority, "level": level}


ROUND = {
    "version": 1,
    "weeks": 2,
    "people": [
        person("ann", learn=[wish("bots"), wish("law", 1)], learn_limit=2, equity=50),
        person("ben", learn=[wish("bots", 2)], share=[{"topic": "law", "level": 2}], share_limit=0),
        person("dan", languages=["ar"], learn=[wish("maps")], free=[[20, 24]]),
        person("eve", share=[{"topic": "maps", "level": 4}], learn_limit=0),
        person("sam", learn=[wish("law", 1)], learn_limit=0, share=[{"topic": "bots", "level": 3}], share_limit=1),
        person("tom", share=[{"topic": "law", "level": 3}], learn_limit=0),
        person("una", learn=[wish("bots", 1), wish("jazz", 1)], free=[[100, 110]]),
    ],
    "met": [["ann", "eve"]],
    "never": [["eve", "tom"]],
    "interpretation": [{"languages": ["ar", "en"], "bookings": 1}],
}
Change = Callable[[dict[str, Any], dict[str, Any]], object]


def held(plan: dict[str, Any], topic: str) -> dict[str, Any]:
    return next(one for one in plan["connections"] if one["topic"] == topic)


def who(round_: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in round_["people"] if one["id"] == name)


def line(plan: dict[str, Any], name: str, topic: str) -> dict[str, Any]:
    return next(one for one in plan["waiting"] if (one["person"], one["topic"]) == (name, topic))


def locked(round_: dict[str, Any], plan: dict[str, Any]) -> None:
    """The round asks for a connection that the plan holds at another time."""
    other = copy.deepcopy(held(plan, "bots"))
    other["week"] = 1 - other["week"]
    round_["locked"] = [other]


def again(plan: dict[str, Any], **more: Any) -> None:
    """One more connection, as the one on bots but for this."""
    plan["connections"].append(copy.deepcopy(held(plan, "bots")) | more)


def reason(plan: dict[str, Any], **told: Any) -> None:
    """One more reason for the connection on bots."""
    held(plan, "bots")["reasons"].append(told)


BROKEN: list[tuple[str, Change, str]] = [
    ("nobody learns", lambda r, p: held(p, "bots").update(learners=[]), "1 to 3 learners"),
    ("four learn", lambda r, p: held(p, "bots").update(learners=["ann", "ben", "dan", "una"]), "1 to 3 learners"),
    ("one learns twice", lambda r, p: held(p, "bots").update(learners=["ann", "ann"]), "1 to 3 learners"),
    ("the sharer learns", lambda r, p: held(p, "bots").update(learners=["sam"]), "1 to 3 learners"),
    ("unknown sharer", lambda r, p: held(p, "bots").update(sharer="zoe"), "unknown person 'zoe'"),
    ("topic not shared", lambda r, p: who(r, "sam").update(share=[]), "the sharer does not share the topic"),
    ("topic not wanted", lambda r, p: who(r, "ben").update(learn=[]), "'ben' does not want the topic"),
    ("level", lambda r, p: who(r, "sam")["share"][0].update(level=1) or who(r, "ann")["learn"][0].update(level=3),
     "'ann' seeks level 3, the sharer has 1"),
    ("group", lambda r, p: who(r, "ann").update(group="group of sam"), "'ann' is of the sharer's group"),
    ("met", lambda r, p: r["met"].append(["ben", "sam"]), "'ben' has met the sharer"),
    ("never", lambda r, p: r["never"].append(["sam", "ben"]), "'sam' and 'ben' must not meet"),
    ("never among learners", lambda r, p: r["never"].append(["ben", "ann"]), "'ann' and 'ben' must not meet"),
    ("language", lambda r, p: held(p, "bots").update(language="fr"), "'ann' does not speak 'fr'"),
    ("language and booking", lambda r, p: held(p, "maps").update(language="en"),
     "exactly one of language and interpretation"),
    ("neither", lambda r, p: held(p, "bots").update(language=None), "exactly one of language and interpretation"),
    ("no such booking", lambda r, p: held(p, "bots").update(language=None, interpretation=["en", "ko"]),
     "the round has no interpretation ('en', 'ko')"),
    ("out of reach", lambda r, p: who(r, "dan").update(languages=["ko"]), "'dan' speaks neither of"),
    ("bookings", lambda r, p: r["interpretation"][0].update(bookings=0), "is booked 1 times of 0"),
    ("week", lambda r, p: held(p, "bots").update(week=2), "the session is not in the round"),
    ("hours", lambda r, p: held(p, "bots").update(slot=28), "is not free in week"),
    ("hours of one week", lambda r, p: who(r, "ben").update(free_weeks=[[], []]), "'ben' is not free in week"),
    ("share limit", lambda r, p: who(r, "sam").update(share_limit=0), "'sam' shares 1 times, the limit is 0"),
    ("learn limit", lambda r, p: who(r, "ann").update(learn_limit=1), "'ann' learns 2 times, the limit is 1"),
    ("same wish twice", lambda r, p: again(p, sharer="tom"), "'ann' is served twice on 'bots'"),
    ("pair twice", lambda r, p: again(p, topic="law"), "'ann' and 'sam' meet 2 times"),
    ("roles turned", lambda r, p: again(p, topic="law", sharer="ben", learners=["sam"]),
     "'ben' and 'sam' meet 2 times"),
    ("overlap", lambda r, p: held(p, "law").update(week=held(p, "bots")["week"], slot=held(p, "bots")["slot"] + 1),
     "'ann' sits in two sessions at once"),
    ("locked", locked, "locked connection of 'sam' is missing"),
    ("value of one", lambda r, p: held(p, "bots").update(value=1), "says its value is 1"),
    ("value of all", lambda r, p: p.update(value=p["value"] + 1, bound=p["bound"] + 1), "the plan says its value is"),
    ("reasons", lambda r, p: held(p, "bots")["reasons"].pop(0), "its reasons do not add up"),
    ("reason's code", lambda r, p: reason(p, code="charm"), "no known code: 'charm'"),
    ("reason's language", lambda r, p: reason(p, code="shared_language", language="fr"),
     "is held in 'en' and says 'fr'"),
    ("reason's learner", lambda r, p: reason(p, code="equity", value=0, learner="una"),
     "a reason for 'una', who is not in it"),
    ("common starts", lambda r, p: reason(p, code="shared_hours", starts=99), "common starts and says otherwise"),
    ("alternative is the slot", lambda r, p: held(p, "bots").update(alternatives=[held(p, "bots")["slot"]]),
     "is no other common start"),
    ("alternative not free", lambda r, p: held(p, "bots").update(alternatives=[200]), "is no other common start"),
    ("alternative twice", lambda r, p: held(p, "maps").update(alternatives=[21, 21]), "more than two alternatives"),
    ("bound below value", lambda r, p: p.update(bound=p["value"] - 1), "is below the value"),
    ("bound above value, though solved to proof", lambda r, p: p.update(bound=p["value"] + 1),
     "a plan solved to proof has its value for a bound"),
    ("bound above what the prices of a proof prove", lambda r, p: p.update(bound=10**6),
     "the bound is 1000000, the prices prove"),
    ("gap", lambda r, p: p.update(gap=0.5), "the plan says its gap is 0.5"),
    ("bound not proved", lambda r, p: p.update(certificate={"kind": "prices"}) or who(r, "sam").update(share_limit=2),
     "the prices prove"),
    ("price below 0", lambda r, p: p["certificate"]["learners"].update(ann=-1.0), "price"),
    ("price too fine", lambda r, p: p["certificate"]["learners"].update(ann=1.00001), "price"),
    ("price of nobody", lambda r, p: p["certificate"]["learners"].update(zoe=1.0), "zoe"),
    ("price of no wish", lambda r, p: p["certificate"]["wishes"].append(["ann", "maps", 1.0]), "maps"),
    ("price of no booking", lambda r, p: p["certificate"]["interpretation"].append([["en", "ko"], 1.0]), "ko"),
    ("count", lambda r, p: p["certificate"].update(connections=1), "connections are allowed, not 1"),
    ("no line", lambda r, p: p["waiting"].remove(line(p, "una", "jazz")), "'una' waits for 'jazz' without a line"),
    ("line of no wish", lambda r, p: p["waiting"].append({"person": "una", "topic": "law", "code": "no_sharer"}),
     "'una' does not wait for 'law'"),
    ("served yet waits", lambda r, p: p["waiting"].append({"person": "ann", "topic": "law", "code": "outweighed"}),
     "'ann' is served on 'law', yet waits"),
    ("two lines", lambda r, p: p["waiting"].append(line(p, "una", "jazz")), "a wish waits twice"),
    ("code", lambda r, p: line(p, "una", "bots").update(code="level"), "by no_common_hours, not by level"),
    ("nearest", lambda r, p: line(p, "una", "bots").update(nearest="ann"), "the nearest is 'sam', not 'ann'"),
    ("nearest of nobody", lambda r, p: line(p, "una", "jazz").update(nearest="ann"), "the nearest is None, not 'ann'"),
]  # fmt: skip


def checked(tmp_path, capsys, round_: dict[str, Any], plan: dict[str, Any]) -> tuple[int, str]:
    for name, value in (("round.json", round_), ("plan.json", plan)):
        (tmp_path / name).write_text(json.dumps(value))
    exit_ = main(["check", str(tmp_path / "round.json"), str(tmp_path / "plan.json")])
    told = capsys.readouterr()
    assert told.err == ""
    return exit_, told.out


@pytest.fixture(scope="module")
def good() -> dict[str, Any]:
    plan = plan_value(plan_round(round_from(copy.deepcopy(ROUND))))
    assert {(one["sharer"], *one["learners"], one["topic"]) for one in plan["connections"]} == {
        ("sam", "ann", "ben", "bots"), ("tom", "ann", "law"), ("eve", "dan", "maps")
    }  # fmt: skip
    return plan


def test_a_good_plan_passes(tmp_path, capsys, good):
    exit_, told = checked(tmp_path, capsys, ROUND, good)

    assert (exit_, told.splitlines()[1:]) == (0, [f"bound {good['value']} (solved again)", "gap 0.000000"])


@pytest.mark.parametrize(("change", "line"), [pytest.param(*rest, id=name) for name, *rest in BROKEN])
def test_each_broken_rule_is_named(tmp_path, capsys, good, change, line):
    round_, plan = copy.deepcopy(ROUND), copy.deepcopy(good)
    change(round_, plan)

    exit_, told = checked(tmp_path, capsys, round_, plan)

    assert exit_ == 1
    assert any(one.startswith("broken: ") and line in one for one in told.splitlines())


def test_a_worse_plan_said_to_be_the_best_is_found_out(tmp_path, capsys, good):
    plan = copy.deepcopy(good)
    plan["connections"].remove(gone := held(plan, "law"))
    plan["value"] = plan["bound"] = plan["value"] - gone["value"]
    plan["waiting"].append({"person": "ann", "topic": "law", "code": "outweighed"})

    exit_, told = checked(tmp_path, capsys, ROUND, plan)

    assert exit_ == 1
    assert "broken: a better plan exists" in told


def test_a_proof_over_too_many_connections_to_list_is_told_as_not_verified(tmp_path, capsys, good, monkeypatch):
    monkeypatch.setattr(auditing, "LISTED", good["certificate"]["connections"] - 1)

    exit_, told = checked(tmp_path, capsys, ROUND, good)

    assert exit_ == 0
    assert f"bound {good['value']} (not verified: too many connections to list)" in told.splitlines()


def test_learners_who_pay_only_together_count_in_what_the_prices_prove():
    policy = Policy((10, 10, 10), 100, 100, 100, 0, (10, 10, 10), 0)
    hours = bits([(20, 26)])
    learners = [Person(name, None, ("en",), hours, learn=(Wish("bots", 1, 1),), share_limit=0) for name in "ab"]
    sharer = Person("s", None, ("en",), hours, share=(Offer("bots", 1),), learn_limit=0)
    round_ = Round((*learners, sharer), policy=policy)

    plan = plan_round(round_)

    assert plan.value == 10
    assert check(round_, plan).broken == ()
