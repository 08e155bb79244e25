"""Workers are killed at every step; no letter and no task is lost (Q6, Q7, Q8)."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.figures import Figure, share_of
from tests.ground.apart import ROOT, Env, letsconnect, rows, started
from tests.ground.sink import running_sink

SEED = 20221123
LASTING = "from tests.ground.lasting import last, rest; {}.enqueue({!r})"


@pytest.mark.drill
def test_killed_deliverers_lose_no_letter_and_double_only_what_nobody_can_know(
    own_house: Env, tmp_path: Path, figure: Figure
) -> None:
    runs, deaths = share_of(200), tmp_path / "deaths"
    deaths.touch()
    with running_sink() as (sink, port):
        env = {
            **own_house,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "letsconnect.config.settings",
        }
        subprocess.run(
            [sys.executable, "-m", "tests.ground.dying", str(runs), str(SEED), str(deaths)],
            env=env,
            cwd=ROOT,
            check=True,
            timeout=900,
            stderr=subprocess.DEVNULL,
        )
    letters = {to: (state, reason, key) for to, state, reason, key in rows(env, LETTERS)}
    seen = Counter(address for address, _id in sink.accepted)
    died = [line.split("\t") for line in deaths.read_text().splitlines()]
    unknowable = {address for _step, address in died if address} | {a for a in letters if a.startswith("drop")}

    wanted = {address for address in letters if not address.startswith(("never", "spam"))}
    missing = wanted - seen.keys()
    twice = {address for address, times in seen.items() if times > 1}
    figure(
        f"Q7, letters across crashes: {len(died)} deliverers killed at {len({step for step, _a in died})} steps, "
        f"{len(wanted)} facts, {len(sink.accepted)} messages, {len(missing)} missing, {len(twice)} seen twice, "
        f"{len(twice - unknowable)} of them avoidable"
    )
    assert missing == set()
    assert twice <= unknowable
    assert all(len({key for to, key in sink.accepted if to == address}) == 1 for address in twice)
    assert len({key for _to, key in sink.accepted}) == len(seen)
    assert {state for to, (state, _reason, _key) in letters.items() if to in wanted} == {"sent"}
    refused = {to.partition("-")[0]: reason for to, (state, reason, _key) in letters.items() if state == "failed"}
    assert refused == {"never": "550 5.1.1 No such person", "spam": "554 5.7.1 Not wanted"}


LETTERS = "SELECT \"to\", state, reason, message_id FROM ground_outgoingletter WHERE letter = 'tests/crash'"


TURNS = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE task_path = 'tests.ground.lasting.turn'"


def wait_for(file: Path, *, seconds: float = 30) -> float:
    """How long it took until the file was there."""
    began = time.monotonic()
    while not file.exists():
        assert time.monotonic() - began < seconds, f"{file.name} did not come"
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_killed_workers_task_is_taken_up_by_the_next(own_house: Env, tmp_path: Path, figure: Figure) -> None:
    letsconnect("shell", "-v0", "-c", LASTING.format("last", str(tmp_path)), env=own_house)
    first = started("work", env=own_house)
    wait_for(tmp_path / "begun")
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    second = started("work", env=own_house)
    took = wait_for(tmp_path / "done")
    second.terminate()

    figure(f"Q6, a killed worker's task: done {took:.1f} s after the next worker was started")
    assert second.wait(20) == 0
    assert took < 10


def test_a_worker_told_to_stop_finishes_what_it_holds(own_house: Env, tmp_path: Path) -> None:
    letsconnect("shell", "-v0", "-c", LASTING.format("rest", str(tmp_path)), env=own_house)
    worker = started("work", env=own_house)
    wait_for(tmp_path / "begun")

    worker.terminate()

    assert worker.wait(20) == 0
    assert (tmp_path / "done").exists()


def test_two_schedulers_in_two_processes_take_each_turn_once(own_house: Env, figure: Figure) -> None:
    turns = share_of(300)
    words = ("shell", "-v0", "-c", f"from tests.ground.lasting import walk; walk({turns})")
    schedulers = [started(*words, env=own_house, stdout=subprocess.PIPE) for _twin in range(2)]
    taken = [int(scheduler.communicate(timeout=300)[0]) for scheduler in schedulers]

    [(enqueued,)] = rows(own_house, TURNS)
    figure(f"Q8, turns of a periodic task: {turns} turns, two schedulers took {sum(taken)} (back in time: 0 more)")
    assert sum(taken) == enqueued == turns
