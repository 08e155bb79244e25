"""Limits hold when many ask in the same second; with the locks off, the same exercise goes wrong."""

import subprocess
import sys

import pytest

from tests.figures import Figure
from tests.ground.apart import ROOT, Env
from tests.ground.conftest import own_house  # noqa: F401 -- a fixture


def raced(env: Env, *words: str) -> tuple[int, int]:
    """How many got in by their own account, and how many stand in the database."""
    command = [sys.executable, "-m", "tests.connections.racing", *words]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    got, stored = done.stdout.split()[-2:]
    return int(got), int(stored)


@pytest.mark.parametrize("what", ["places", "seats"])
def test_the_last_place_goes_to_exactly_one(own_house: Env, figure: Figure, what: str) -> None:  # noqa: F811
    held = raced(own_house, what)
    without_locks = raced(own_house, what, "unlocked")

    figure(f"races, {what}: one place, {held[1]} given; with the locks off {without_locks[1]}")
    assert held == (1, 1)
    assert without_locks[1] > 1
