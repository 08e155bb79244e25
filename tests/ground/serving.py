"""The real server, as `make run` starts it."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.ground.apart import Env, started
from tests.postgres import free_port


@contextmanager
def served(env: Env, output: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The site as `make run` starts it: its address, and the process."""
    port = free_port()
    with output.open("wb") as file:
        process = started("serve", env={**env, "PORT": str(port)}, stdout=file, stderr=subprocess.STDOUT)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/health/", process, output)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(40)


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    for _attempt in range(600):
        assert process.poll() is None, output.read_text()
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(output.read_text())
