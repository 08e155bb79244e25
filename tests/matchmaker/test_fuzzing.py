"""Whatever stands in the files, the command answers with 0, 1 or 2 and at most one line: never a traceback."""

import copy
import io
import json
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.cli import main
from matchmaker.planning import plan_round
from matchmaker.reading import read_round
from matchmaker.shapes import pair
from matchmaker.writing import plan_value, round_value
from tests.matchmaker.rounds import rounds

FULL = os.environ.get("DRILLS") == "full"
MANY = 3000 if FULL else 150
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))
numbers = st.sampled_from([0, -1, 1.5, 336, 10**30, float("nan"), float("inf"), -0.0, 2**63, True])
texts = st.sampled_from(["", "p0", "en", "\ud800", "\u0000", "p0\n", "é" * 40, "id"])
keys = st.sampled_from(["id", "topic", "level", "x"])
junk = st.recursive(
    st.none() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=2),
    max_leaves=4,
)
KINDS = ["set", "set", "drop", "add", "twice"]
BYTES = [b"\xff", b"\x00", b"NaN", b"1e999", b"9" * 5000, b'"\\ud800"', b"{", b"]", b",", b'"id":1,', b"\xef\xbb\xbf"]


def messed(value: Any, data: st.DataObject) -> Any:
    """The value with one thing set, dropped, added or doubled somewhere in it."""
    at = value
    while True:
        places = list(at) if isinstance(at, dict) else list(range(len(at)))
        kind = data.draw(st.sampled_from(KINDS))
        if not places or kind == "add":
            return add(at, data)
        step = data.draw(st.sampled_from(places))
        if isinstance(at[step], dict | list) and data.draw(st.integers(0, 3)):
            at = at[step]
            continue
        if kind == "drop":
            del at[step]
        elif kind == "twice" and isinstance(at, list):
            at.append(copy.deepcopy(at[step]))
        else:
            at[step] = data.draw(junk)
        return None


def add(at: Any, data: st.DataObject) -> None:
    if isinstance(at, dict):
        at[data.draw(texts)] = data.draw(junk)
    else:
        at.append(data.draw(junk))


def written(value: Any, data: st.DataObject) -> bytes:
    """The value as bytes, now and then with bytes that do not belong there, or cut short."""
    source = json.dumps(value).encode()
    kind = data.draw(st.integers(0, 9))
    at = data.draw(st.integers(0, 10_000)) % (len(source) + 1)
    if kind == 0:
        return source[:at] + data.draw(st.sampled_from(BYTES)) + source[at:]
    return source[:at] if kind == 1 else source


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(arguments))
    return code, out.getvalue(), err.getvalue()


def hold(code: int, err: str, *, made: bool) -> None:
    """Exit 2 comes with one line and nothing written; another exit without a line."""
    lines = err.splitlines()
    assert code in (0, 1, 2)
    assert (len(lines), made) == ((1, False) if code == 2 else (0, code == 0))
    assert all(line.startswith("matchmaker: ") and line.isascii() for line in lines)


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds(most=4), st.data())
def test_a_round_with_anything_wrong_in_it_is_planned_or_refused_in_one_line(round_, data):
    value = round_value(round_)
    if data.draw(st.booleans()):
        value["locked"] = plan_value(plan_round(round_))["connections"]
    for _ in range(data.draw(st.integers(1, 3))):
        messed(value, data)
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "round.json", Path(folder) / "plan.json"
        source.write_bytes(written(value, data))

        code, _, err = run("plan", str(source), "--output", str(made), "--time-limit", "5")

        hold(code, err, made=made.exists())


@pytest.mark.drill
@settings(patient, max_examples=MANY)
@given(rounds(most=4), st.data())
def test_a_plan_with_anything_wrong_in_it_is_checked_or_refused_in_one_line(round_, data):
    plan = plan_value(plan_round(round_)) | {"seconds": 0}
    for _ in range(data.draw(st.integers(1, 3))):
        messed(plan, data)
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder) / name) for name in ("round.json", "plan.json")]
        Path(names[0]).write_text(json.dumps(round_value(round_)))
        Path(names[1]).write_bytes(written(plan, data))

        code, out, err = run("check", *names)
        summed, told, one_line = run("summary", *names)

        hold(code, err, made=code == 0)
        assert (code == 1) == ("broken: " in out)
        assert "Traceback" not in told + one_line
        assert len(one_line.splitlines()) == (summed != 0)


HARD = {
    "nothing": b"",
    "no UTF-8": b'{"version": 1, "people": [], "x": "\xff"}',
    "a byte-order mark": b'\xef\xbb\xbf{"version": 1, "people": []}',
    "UTF-16": '{"version": 1, "people": []}'.encode("utf-16"),
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"people":' * 50_000,
    "NaN": b'{"version": NaN, "people": []}',
    "infinity": b'{"version": 1, "people": [], "weeks": -Infinity}',
    "a number beyond all floats": b'{"version": 1, "people": [], "weeks": 1e999}',
    "a number of 5,000 digits": b'{"version": 1, "people": [], "weeks": ' + b"9" * 5000 + b"}",
    "a key twice": b'{"version": 1, "version": 1, "people": []}',
    "a key twice deep inside": b'{"version": 1, "people": [{"id": "a", "id": "b"}]}',
    "a list": b"[]",
    "a word": b"null",
    "two values": b'{"version": 1, "people": []} {}',
    "a comment": b'{"version": 1, "people": [] /* nobody */}',
    "a line break in an id": b'{"version": 1, "people": [{"id": "a\\nb"}]}',
}


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in HARD.items()])
def test_the_real_command_refuses_hard_input_with_exit_2_and_one_line(tmp_path, source):
    made = tmp_path / "plan.json"
    asked = [sys.executable, "-m", "matchmaker", "plan", "-", "--output", str(made)]

    ended = subprocess.run(asked, input=source, capture_output=True, check=False, cwd=tmp_path)

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith(b"matchmaker: ")
    assert ended.stderr.count(b"\n") == 1
    assert not made.exists()


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in HARD.items()])
def test_a_plan_of_hard_input_is_refused_with_exit_2_and_one_line_wherever_plans_are_read(tmp_path, source):
    round_, hard, made = (str(tmp_path / name) for name in ("round.json", "hard.json", "made.json"))
    Path(round_).write_text('{"version": 1, "people": []}')
    Path(hard).write_bytes(source)

    for asked in (["check", round_, hard], ["summary", round_, hard], ["plan", round_, "--before", hard]):
        code, _, err = run(*asked, *(["--output", made] if asked[0] == "plan" else []))

        assert code == 2
        hold(code, err, made=Path(made).exists())


@pytest.mark.parametrize("wrong", [["plan"], ["plan", "-", "--time-limit", "nan"], ["check", "-"], ["dance"], []])
def test_a_command_nobody_knows_exits_2(capsys, wrong):
    with pytest.raises(SystemExit) as ended:
        main(wrong)

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_not_there_or_cannot_be_written_is_told_in_one_line(tmp_path, capsys):
    (tmp_path / "round.json").write_text('{"version": 1, "people": []}')

    assert main(["plan", str(tmp_path / "none.json")]) == 2
    assert main(["plan", str(tmp_path)]) == 2
    assert main(["plan", str(tmp_path / "round.json"), "--output", str(tmp_path / "no" / "plan.json")]) == 2

    assert [line.rsplit(": ", 1)[1] for line in capsys.readouterr().err.splitlines()] == [
        "No such file or directory", "Is a directory", "No such file or directory",
    ]  # fmt: skip


@settings(patient, max_examples=100)
@given(rounds())
def test_a_round_that_was_written_is_read_the_same_whatever_the_pairs_order(round_):
    value = round_value(round_)
    value["met"] = [two[::-1] for two in value["met"]]

    assert read_round(json.dumps(value).encode()).met == {pair(*two) for two in round_.met}
