"""Fifty people answer, propose, move and call off at once, against the real server: what was recorded can all have
happened one after the other, and the rows agree with it. With the locks off it goes wrong: the exercise can fail."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.figures import Figure, share_of
from tests.ground.apart import ROOT, Env
from tests.ground.conftest import own_house  # noqa: F401 -- a fixture
from tests.ground.serving import wait_until_it_answers
from tests.postgres import free_port

AT_ONCE = 50
WORD = "a" * 32
REAL, UNLOCKED = "letsconnect.config.wsgi:application", "tests.connections.unlocked:application"


def told(env: Env, *words: str) -> list[str]:
    command = [sys.executable, "-m", "tests.connections.histories", *words]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@contextmanager
def site(env: Env, output: Path, application: str) -> Iterator[str]:
    """The real server in two processes of eight threads each."""
    port = free_port()
    sizes = ("--workers", "2", "--blocking-threads", "8", "--backpressure", "200", "--log-level", "error")
    words = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), *sizes, application)
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *words], env=env, cwd=ROOT, stdout=file, stderr=file
        )
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/health/", process, output)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(40)


async def press(url: str, deeds: list[dict[str, Any]]) -> Counter[int]:
    """All at the same moment, each in a browser of its own; what was answered."""
    async with httpx.AsyncClient(timeout=120, limits=httpx.Limits(max_connections=None)) as browser:

        async def one(deed: dict[str, Any]) -> int:
            cookies = f"sessionid={deed['session']}; csrftoken={WORD}"
            sent = {**deed["sent"], "csrfmiddlewaretoken": WORD}
            return (await browser.post(url + deed["path"], data=sent, headers={"Cookie": cookies})).status_code

        return Counter(await asyncio.gather(*(one(deed) for deed in deeds)))


def violations(env: Env, output: Path, application: str, pairs: int) -> tuple[Counter[int], list[str]]:
    """What was answered to two deeds of each pair, fifty at once; and what cannot be true afterwards."""
    scenes = [json.loads(line) for line in told(env, "prepare", str(pairs))]
    deeds = [deed for _name, two in scenes for deed in two]
    statuses: Counter[int] = Counter()
    with site(env, output, application) as url, ThreadPoolExecutor(1) as aside:
        for first in range(0, len(deeds), AT_ONCE):
            statuses += aside.submit(asyncio.run, press(url, deeds[first : first + AT_ONCE])).result()
    return statuses, told(env, "check")


@pytest.mark.drill
def test_what_many_do_at_once_can_have_happened_one_after_the_other(
    own_house: Env,  # noqa: F811
    tmp_path: Path,
    figure: Figure,
) -> None:
    statuses, found = violations(own_house, tmp_path / "real", REAL, share_of(350))

    kind = own_house["DATABASE_URL"].partition(":")[0]
    figure(f"histories on {kind}: {statuses.total()} deeds, {AT_ONCE} at once, {len(found)} violations")
    assert found == []
    assert set(statuses) <= {200, 302, 403}, (tmp_path / "real").read_text()[-3000:]

    if kind == "postgres":  # SQLite lets one writer in at a time, whatever is locked: nothing to show there
        _statuses, without = violations(own_house, tmp_path / "unlocked", UNLOCKED, 35)
        figure(f"histories on {kind}, the locks off: {len(without)} violations")
        assert without
