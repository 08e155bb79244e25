"""The reader and the command line: whatever is wrong is one line and exit 2, and nothing is written."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.cli import main
from matchmaker.reading import Unreadable, read_round
from matchmaker.writing import round_value
from tests.matchmaker.rounds import rounds

PERSON = {
    "id": "p1", "group": None, "languages": ["en"], "free": [[20, 26], [330, 338]], "learn": [], "share": [],
    "learn_limit": 1, "share_limit": 1, "equity": 0,
}  # fmt: skip
ROUND = {"version": 1, "people": [PERSON, PERSON | {"id": "p2"}]}
WISH = {"topic": "bots", "priority": 1, "level": 1}
POLICY = {
    "priority": [100, 150, 200], "fit": {"same_or_one_above": 100, "further_above": 90, "one_below": 40},
    "reciprocity": 40, "group_cost": [0, 20, 50], "interpretation_cost": 30,
}  # fmt: skip
LOCKED = {
    "sharer": "p1", "learners": ["p2"], "topic": "bots", "language": "en", "interpretation": None, "week": 0,
    "slot": 20,
}  # fmt: skip
WRONG = [
    (("people", 0, "equity"), 101, 'person "p1": equity: must be a whole number from 0 to 100, not 101'),
    (("people", 0, "equity"), True, 'person "p1": equity: must be a whole number from 0 to 100, not true'),
    (("people", 0, "learn_limit"), -1, 'person "p1": learn_limit: must be a whole number from 0 to 4, not -1'),
    (("people", 0, "free"), [[336, 337]], 'person "p1": free: [336, 337] is not a range of half-hours'),
    (("people", 0, "shoe_size"), 43, 'person "p1": unknown key "shoe_size"'),
    (("people", 1, "id"), "p1", 'person "p1": id stands twice'),
    (("met",), [["p1", "p9"]], 'met: unknown person "p9"'),
    (("never",), [["p1", "p1"]], 'never: person "p1" stands beside themselves'),
    (("interpretation",), [{"languages": ["en", "en"], "bookings": 1}],
     'interpretation: languages: must be two different languages, not ["en", "en"]'),
    (("weeks",), 9, "weeks: must be a whole number from 1 to 8, not 9"),
    (("weeks",), 10**400, "weeks: must be a whole number from 1 to 8, not 1" + "0" * 76 + "..."),
    (("version",), 2, "version: must be a whole number from 1 to 1, not 2"),
    (("people",), {}, "people: must be a list"),
    (("people", 0), "p1", "person null: must be an object"),
    (("people", 0, "id"), 1, "person 1: id: must be a text, not 1"),
    (("people", 0, "group"), 5, 'person "p1": group: must be a text, not 5'),
    (("people", 0, "languages"), ["en", "en"], 'person "p1": languages: one stands twice'),
    (("people", 0, "languages"), "en", 'person "p1": languages: must be a list'),
    (("people", 0, "free"), [[5, 5]], 'person "p1": free: [5, 5] is not a range of half-hours'),
    (("people", 0, "free"), [[0, 337]], 'person "p1": free: [0, 337] is not a range of half-hours'),
    (("people", 0, "free"), [[0.0, 5]],
     'person "p1": free: must hold pairs [start, end] of whole numbers, not [0.0, 5]'),
    (("people", 0, "free_weeks"), [[]], 'person "p1": free_weeks: must hold 4 lists, not 1'),
    (("people", 0, "free_weeks"), None, 'person "p1": free_weeks: must be a list'),
    (("people", 0, "share_limit"), 5, 'person "p1": share_limit: must be a whole number from 0 to 4, not 5'),
    (("people", 0, "learn"), [WISH, WISH], 'person "p1": learn: a topic stands twice'),
    (("people", 0, "learn"), [WISH | {"priority": 4}],
     'person "p1": learn: priority: must be a whole number from 1 to 3, not 4'),
    (("people", 0, "learn"), [{"topic": "bots"}], 'person "p1": learn: level is missing'),
    (("people", 0, "learn"), [WISH | {"why": ""}], 'person "p1": learn: unknown key "why"'),
    (("people", 0, "share"), [{"topic": "bots", "level": 5}],
     'person "p1": share: level: must be a whole number from 1 to 4, not 5'),
    (("people", 0, "share"), [{"topic": "bots", "level": 1}] * 2, 'person "p1": share: a topic stands twice'),
    (("met",), [["p1"]], 'met: must hold pairs of ids, not ["p1"]'),
    (("interpretation",), [{"languages": ["en", "ko"], "bookings": -1}],
     "interpretation: bookings: must be a whole number from 0 to 1000000000, not -1"),
    (("interpretation",), [{"languages": ["en", "ko"], "bookings": 1}, {"languages": ["ko", "en"], "bookings": 1}],
     'interpretation: languages: ["ko", "en"] stands twice'),
    (("policy",), {}, "policy: fit is missing"),
    (("policy",), POLICY | {"group_cost": [0, 50, 20]}, "policy: group_cost: must not decrease"),
    (("policy",), POLICY | {"priority": [1, 2]}, "policy: priority: must hold three numbers"),
    (("policy",), POLICY | {"fit": {}}, "policy: fit: further_above is missing"),
    (("policy",), POLICY | {"fit": POLICY["fit"] | {"one_below": 10_001}},
     "policy: fit: one_below: must be a whole number from 0 to 10000, not 10001"),
    (("policy",), POLICY | {"interpretation_cost": True},
     "policy: interpretation_cost: must be a whole number from 0 to 1000000000, not true"),
    (("policy",), POLICY | {"reciprocity": -1},
     "policy: reciprocity: must be a whole number from 0 to 1000000, not -1"),
    (("locked",), [LOCKED | {"sharer": "p9"}], 'locked: unknown person "p9"'),
    (("locked",), [LOCKED | {"slot": 336}],
     'locked: person "p1": slot: must be a whole number from 0 to 335, not 336'),
    (("locked",), [LOCKED | {"colour": "red"}], 'locked: person "p1": unknown key "colour"'),
    (("locked",), [LOCKED], "locked: 'p1' on 'bots': the sharer does not share the topic"),
    (("extra",), 1, 'round: unknown key "extra"'),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "line"), WRONG)
def test_a_wrong_round_is_told_in_one_line_with_person_and_field(place, value, line):
    wrong = copy.deepcopy(ROUND)
    at = wrong
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value

    with pytest.raises(Unreadable) as told:
        read_round(json.dumps(wrong).encode())

    assert str(told.value) == line


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds())
def test_a_round_comes_back_from_its_json(round_):
    assert read_round(json.dumps(round_value(round_)).encode()) == round_


def refusal(source: bytes) -> str:
    """Why this is no round; nothing when it is one."""
    try:
        read_round(source)
    except Unreadable as told:
        return str(told)
    return ""


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_that_are_no_round_are_refused_in_one_line(source):
    with pytest.raises(Unreadable) as told:
        read_round(source)

    assert len(str(told.value).splitlines()) == 1


def test_the_command_plans_and_checks(tmp_path, capsys):
    (tmp_path / "round.json").write_text(json.dumps(ROUND))
    place = [str(tmp_path / name) for name in ("round.json", "plan.json")]

    assert main(["plan", place[0], "--output", place[1]]) == 0
    assert main(["check", *place]) == 0

    assert capsys.readouterr().out == "value 0\nbound 0 (solved again)\ngap 0.000000\n"


def test_bad_input_exits_2_with_one_line_and_writes_nothing(tmp_path, capsys):
    (tmp_path / "round.json").write_text("{}")

    assert main(["plan", str(tmp_path / "round.json"), "--output", str(tmp_path / "plan.json")]) == 2

    assert capsys.readouterr().err == "matchmaker: round: people is missing\n"
    assert not (tmp_path / "plan.json").exists()


def test_a_plan_that_breaks_a_rule_exits_1_and_names_it(tmp_path, capsys):
    plan = {
        "version": 1, "connections": [], "waiting": [], "value": 5, "bound": 5, "gap": 0.0,
        "certificate": {"kind": "prices", "learners": {}, "wishes": [], "interpretation": []},
    }  # fmt: skip
    for name, value in (("round.json", ROUND), ("plan.json", plan)):
        (tmp_path / name).write_text(json.dumps(value))

    assert main(["check", str(tmp_path / "round.json"), str(tmp_path / "plan.json")]) == 1

    assert capsys.readouterr().out.splitlines()[0] == "broken: the plan says its value is 5, it is 0"
