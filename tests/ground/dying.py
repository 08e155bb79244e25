"""Deliverers that die: `python -m tests.ground.dying RUNS SEED DEATHS` posts letters, then lets pairs of deliverers
work, each killed by SIGKILL at some step, then one that lives. Each death is written to the file DEATHS.

A step is the moment before or after a letter is claimed, the connection opened, the letter sent, the outcome saved.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402 -- after django.setup()

from letsconnect.ground import workers  # noqa: E402
from letsconnect.ground.models import OutgoingLetter  # noqa: E402
from letsconnect.ground.outbox import deliver  # noqa: E402
from letsconnect.ground.outbox.actions import Draft, post  # noqa: E402
from letsconnect.ground.working import bury, holders  # noqa: E402

deliver.FIRST_PAUSE = deliver.LONGEST_PAUSE = timedelta(milliseconds=20)
AFTER_SENDING = ("send after", "write_down before")  # the server has the letter, our rows do not say so


def watched(step: Callable[[str, Any], None], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, telling `step` when it begins and when it has ended."""

    @wraps(function)
    def told(*words: Any, **facts: Any) -> Any:
        step(f"{name} before", words)
        answer = function(*words, **facts)
        step(f"{name} after", words)
        return answer

    return told


def arm(life: int, deaths: str) -> None:
    """Let this process be killed at its `life`-th step."""
    left = [life]
    now: list[str] = [""]

    def step(name: str, words: tuple[Any, ...]) -> None:
        if name == "send before":
            now[0] = words[1].to
        left[0] -= 1
        if left[0] == 0:
            with open(deaths, "a") as file:
                file.write(f"{name}\t{now[0] if name in AFTER_SENDING else ''}\n")
            os.kill(os.getpid(), signal.SIGKILL)

    deliver.claim = watched(step, "claim", deliver.claim)
    deliver.write_down = watched(step, "write_down", deliver.write_down)
    deliver.PostOffice.open = watched(step, "open", deliver.PostOffice.open)
    deliver.PostOffice.send = watched(step, "send", deliver.PostOffice.send)


def in_a_child(deed: Callable[[], None]) -> int:
    connections.close_all()
    child = os.fork()
    if child == 0:
        deed()
        os._exit(0)
    return child


def deliver_and_die(life: int, deaths: str) -> None:
    arm(life, deaths)
    deliver_all()


def deliver_all() -> None:
    """Deliver until nothing waits."""
    name = workers.new_name()
    open_states = [OutgoingLetter.State.WAITING]
    while OutgoingLetter.objects.filter(state__in=open_states).exists():
        deliver.deliver_due(name)


def main(runs: int, seed: int, deaths: str) -> None:
    chance = random.Random(seed)
    watch = workers.Watch()
    for run in range(runs):
        for kind in ("plain", "plain", "slow", "later", "never", "spam", "drop")[: 2 if run % 3 else 7]:
            address = f"{kind}-{run}-{chance.randrange(10**9)}@example.org"
            post(Draft(letter="tests/crash", to=address, language="en", subject="Fact", body="Text", once="fact:1"))
        lives = [chance.randrange(1, 24) for _twin in range(2)]
        children = [in_a_child(lambda life=life: deliver_and_die(life, deaths)) for life in lives]
        for child in children:
            os.waitpid(child, 0)
        bury(watch.look(holders()))
    deliver_all()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
