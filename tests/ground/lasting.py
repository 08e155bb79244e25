"""Tasks that last, for workers that are killed; and a scheduler that goes through many turns, then back in time."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from letsconnect.ground.tasks import enqueue_due, every, task


@task
def last(folder: str) -> None:
    """Lasts for ever the first time, a moment the second."""
    begun = Path(folder) / "begun"
    if not begun.exists():
        begun.touch()
        time.sleep(600)
    (Path(folder) / "done").touch()


@task
def rest(folder: str) -> None:
    (Path(folder) / "begun").touch()
    time.sleep(2)
    (Path(folder) / "done").touch()


@task
def turn() -> None:
    """Only enqueued."""


def walk(turns: int) -> None:
    """Walk through the turns, then the clock is set back two hours and goes on; says how many this process took."""
    every(minutes=1)(turn)
    began = datetime(2030, 1, 1, tzinfo=UTC)
    taken = 0
    with time_machine.travel(began, tick=False) as moment:
        for number in [*range(turns), *range(max(0, turns - 120), turns)]:
            moment.move_to(began + timedelta(minutes=number))
            taken += enqueue_due().count(turn.module_path)
    sys.stdout.write(f"{taken}\n")
