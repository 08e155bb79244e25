"""A round whose workers die: planned once, sent once, nothing by halves (Q6)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Figure, share_of
from tests.ground.apart import ROOT, Env
from tests.ground.conftest import own_house  # noqa: F401 -- a fixture

SEED = 20261125


@pytest.mark.drill
def test_a_round_whose_workers_are_killed_or_that_two_send_is_planned_and_sent_once(
    own_house: Env,  # noqa: F811 -- the fixture
    tmp_path: Path,
    figure: Figure,
) -> None:
    runs, out = share_of(100), tmp_path / "runs"
    env = {**own_house, "DJANGO_SETTINGS_MODULE": "letsconnect.config.settings"}
    command = [sys.executable, "-m", "tests.rounds.dying", str(runs), str(SEED), str(out)]

    subprocess.run(command, env=env, cwd=ROOT, check=True, timeout=900, stderr=subprocess.DEVNULL)

    found = [json.loads(line) for line in out.read_text().splitlines()]
    total = {key: sum(run[key] for run in found) for key in ("killed", "lost", "doubled", "half")}
    figure(
        f"Q6, a round across crashes: {total['killed']} workers killed by kill -9 at one of {found[-1]['points']} "
        f"statements, lost {total['lost']}, doubled {total['doubled']}, half-written {total['half']}"
    )
    assert total == {"killed": 2 * runs, "lost": 0, "doubled": 0, "half": 0}
