"""The command line itself: odd options, files that cannot be used, and Control-C."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from matchmaker import cli, reading
from matchmaker.auditing import check
from matchmaker.cli import main
from matchmaker.planning import plan_round
from matchmaker.reading_plans import read_plan
from matchmaker.shapes import Round
from matchmaker.writing import plan_json, round_value
from tests.matchmaker.rounds import town

NOBODY = '{"version": 1, "people": []}'
COMMAND = [sys.executable, "-m", "matchmaker"]
ODD = [
    (["plan", "-", "--time-limit", "nan"], 'argument --time-limit: must be seconds from 0 on, not "nan"'),
    (["plan", "-", "--time-limit", "-1"], 'argument --time-limit: must be seconds from 0 on, not "-1"'),
    (["plan", "-", "--time-limit", "1e400"], 'argument --time-limit: must be seconds from 0 on, not "1e400"'),
    (["plan", "-", "--threads", "0"], 'argument --threads: must be a whole number from 1 to 64, not "0"'),
    (
        ["plan", "-", "--threads", "9" * 20],
        f'argument --threads: must be a whole number from 1 to 64, not "{"9" * 20}"',
    ),
    (["plan", "-", "--seed", "-1"], 'argument --seed: must be a whole number from 0 to 2147483647, not "-1"'),
    (["plan", "-", "--seed", "1.5"], 'argument --seed: must be a whole number from 0 to 2147483647, not "1.5"'),
    (["plan"], "the following arguments are required: round"),
    (["check", "-"], "the following arguments are required: plan"),
    (["plan", "-", "--dance"], "unrecognized arguments: --dance"),
    ([], "the following arguments are required: plan | check | summary"),
]


@pytest.fixture
def files(tmp_path) -> list[str]:
    """A round of nobody and its plan."""
    names = [str(tmp_path / name) for name in ("round.json", "plan.json")]
    for name, text in zip(names, (NOBODY, plan_json(plan_round(Round(())))), strict=True):
        Path(name).write_text(text)
    return names


@pytest.mark.parametrize(("asked", "line"), ODD)
def test_an_odd_option_exits_2_with_one_line(capsys, asked, line):
    with pytest.raises(SystemExit) as ended:
        main(asked)

    assert (ended.value.code, capsys.readouterr().err) == (2, f"matchmaker: {line}\n")


@pytest.mark.parametrize("options", [["--time-limit", "0"], ["--seed", str(2**31 - 1)], ["--threads", "64"]])
def test_options_at_their_ends_plan_a_searched_round(tmp_path, options):
    round_ = town(30, seed=5)
    (tmp_path / "round.json").write_text(json.dumps(round_value(round_)))

    assert main(["plan", str(tmp_path / "round.json"), "--output", str(tmp_path / "plan.json"), *options]) == 0

    assert main(["check", str(tmp_path / "round.json"), str(tmp_path / "plan.json")]) == 0


def test_what_cannot_be_written_is_refused_before_the_search(tmp_path, files, capsys, monkeypatch):
    monkeypatch.setattr(cli, "plan_round", lambda *_, **__: pytest.fail("searched first"))

    for place in (tmp_path, tmp_path / "no" / "plan.json"):
        assert main(["plan", files[0], "--output", str(place)]) == 2

    assert [line.rsplit(": ", 1)[1] for line in capsys.readouterr().err.splitlines()] == [
        "Is a directory", "No such file or directory",
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ["plan", "check", "summary"])
def test_an_answer_that_cannot_be_written_exits_2_and_not_as_a_plan_that_fails(files, asked):
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [*COMMAND, asked, *files[: 1 if asked == "plan" else 2]], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (ended.returncode, ended.stderr) == (2, b"matchmaker: -: No space left on device\n")


def test_a_reader_who_has_gone_is_told_in_one_line(files):
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run([*COMMAND, "check", *files], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (2, b"matchmaker: -: Broken pipe\n")


def test_a_name_that_the_terminal_cannot_write_is_told_all_the_same(tmp_path, files):
    person = {"id": "zoë", "group": None, "languages": [], "free": [], "learn": [], "share": []}
    person |= {"learn_limit": 1, "share_limit": 1, "equity": 0}
    plan = json.loads(Path(files[1]).read_text())
    plan["waiting"].append({"person": "zoë", "topic": "bots", "code": "no_sharer"})
    Path(files[0]).write_text(json.dumps({"version": 1, "people": [person]}))
    Path(files[1]).write_text(json.dumps(plan))

    ended = subprocess.run(
        [*COMMAND, "check", *files], capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii"}
    )

    assert (ended.returncode, ended.stderr) == (1, b"")
    assert b"broken: 'zo\\xeb' does not wait for 'bots'\n" in ended.stdout


@pytest.mark.parametrize("first", [True, False])
def test_round_or_plan_may_come_from_standard_input_but_not_both(files, first):
    given = Path(files[0 if first else 1]).read_bytes()

    one = subprocess.run(
        [*COMMAND, "check", *(["-", files[1]] if first else [files[0], "-"])],
        input=given, capture_output=True, check=False,
    )  # fmt: skip
    both = subprocess.run([*COMMAND, "check", "-", "-"], input=given, capture_output=True, check=False)

    assert (one.returncode, one.stderr) == (0, b"")
    assert both.returncode == 2
    assert both.stderr in (b"matchmaker: -: nothing is left to read\n", b"matchmaker: round: people is missing\n")


def test_control_c_ends_the_search_with_the_best_plan_so_far(tmp_path):
    round_, before = town(150, seed=5), signal.getsignal(signal.SIGINT)
    names = [str(tmp_path / name) for name in ("round.json", "plan.json")]
    Path(names[0]).write_text(json.dumps(round_value(round_)))

    def press() -> None:
        while signal.getsignal(signal.SIGINT) == before:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()
    try:
        assert main(["plan", names[0], "--output", names[1], "--time-limit", "600"]) == 0
    finally:
        signal.signal(signal.SIGINT, before)

    plan, _ = read_plan(Path(names[1]).read_bytes())
    assert check(round_, plan).broken == ()
    assert plan.seconds < 120


def test_control_c_while_reading_exits_130_with_one_line():
    running = subprocess.Popen([*COMMAND, "plan", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdin.write(b" " * 1_000_000)  # more than a pipe holds: when it is through, the command is reading
    running.stdin.flush()

    running.send_signal(signal.SIGINT)

    _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, b"matchmaker: interrupted\n")


def test_reading_counts_for_the_time_limit(monkeypatch, files):
    def slow(source: bytes) -> Round:
        time.sleep(0.3)
        return reading.round_from(reading.load(source))

    monkeypatch.setattr(reading, "read_round", slow)

    assert main(["plan", files[0], "--output", files[1]]) == 0
    assert json.loads(Path(files[1]).read_text())["seconds"] >= 0.3
