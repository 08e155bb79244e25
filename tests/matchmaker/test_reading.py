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


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3), st.lists, max_leaves=3
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_round_with_anything_anywhere_is_read_or_refused_in_one_line(data):
    value = copy.deepcopy(ROUND)
    at, step = value, None
    while isinstance(at, dict | list) and at:
        holder = at
        step = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else list(range(len(at)))))
        at = at[step]
        if data.draw(st.booleans()):
            break
    holder[step] = data.draw(junk)

    assert len(refusal(json.dumps(value).encode()).splitlines()) <= 1


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
