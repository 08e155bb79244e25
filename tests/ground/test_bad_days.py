"""The disk is full, the database goes away: nothing acknowledged is lost, and the house recovers (Q9, Q10)."""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.figures import Figure
from tests.ground.apart import Env, letsconnect
from tests.ground.serving import served
from tests.postgres import Server, programs, running_server

LINKS = """
from letsconnect.mailboxes.letters import stop_address
from letsconnect.people.models import Person
for number in range({many}):
    person, _made = Person.objects.get_or_create(email=f"bad{{number}}@example.org")
    print("stop", person.public_id, stop_address(person, "freshness"))
"""


def links(env: Env, *, many: int) -> dict[str, str]:
    """For each of some new people, the path that stops letters to them: one deed that writes three rows."""
    told = letsconnect("shell", "-v0", "-c", LINKS.format(many=many), env=env)
    return dict(re.findall(r"^stop (\w+) https?://[^/]+(/\S+)$", told, re.MULTILINE))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be made by root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 -- wherever the system keeps it


@pytest.mark.drill
@pytest.mark.once
def test_with_a_full_disk_nothing_acknowledged_is_lost_and_reading_goes_on(
    own_house: Env, small_disk: Path, tmp_path: Path, figure: Figure
) -> None:
    database = small_disk / "house.sqlite3"
    env = {**own_house, "DATABASE_URL": f"sqlite:///{database}"}
    people = links(own_house, many=60)
    with sqlite3.connect(own_house["DATABASE_URL"].removeprefix("sqlite:///")) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(own_house["DATABASE_URL"].removeprefix("sqlite:///"), database)

    with served(env, tmp_path / "output") as (url, _process):
        (small_disk / "ballast").write_bytes(b"0" * max(0, shutil.disk_usage(small_disk).free - 600_000))
        answers = {person: httpx.post(url + path, data={"stop": "1"}, timeout=60) for person, path in people.items()}
        reading = [httpx.get(url + path, timeout=60).status_code for path in ("/", "/health/", "/topics/")]

    acknowledged = {person for person, answer in answers.items() if answer.status_code == 200}
    refused = [answer for answer in answers.values() if answer.status_code != 200]
    connection = sqlite3.connect(database)
    stopped = {subject for (subject,) in connection.execute(STOPPED)}
    [(verdict,)] = connection.execute("PRAGMA integrity_check")
    connection.close()
    figure(
        f"Q9, disk full: {len(acknowledged)} deeds acknowledged, {len(refused)} refused, "
        f"{len(acknowledged - stopped)} lost, reading {reading}, integrity {verdict}"
    )
    assert refused, "the disk did not become full"
    assert acknowledged <= stopped
    assert reading == [200, 200, 200]
    assert verdict == "ok"
    assert all("</h1>" in answer.text for answer in refused)


STOPPED = "SELECT subject FROM people_consent WHERE what = 'letters:freshness' AND choice = 'no'"


@pytest.fixture
def own_server() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="letsconnect-postgres-") as folder, running_server(Path(folder)) as server:
        yield server


@pytest.mark.drill
@pytest.mark.once
def test_when_the_database_goes_away_and_comes_back_so_does_the_site(
    own_server: Server, tmp_path: Path, figure: Figure
) -> None:
    env = {"PATH": os.environ["PATH"], "LETSCONNECT_HOME": str(tmp_path), "DATABASE_URL": own_server.address}
    env["DEMO"] = "0"
    letsconnect("migrate", "-v0", env=env)
    people = list(links(env, many=60).items())
    with served(env, tmp_path / "output") as (url, process):
        before = pressed(url, people[:20])
        own_server.stop()
        away = pressed(url, people[20:30])
        own_server.start()
        back = time.monotonic()
        while httpx.get(f"{url}/health/", timeout=60).status_code != 200:
            assert time.monotonic() - back < 30
        took = time.monotonic() - back
        after = pressed(url, people[30:])
        wait_until_beating(own_server, process)

    acknowledged = before | away | after
    with psycopg.connect(own_server.address) as connection:
        stopped = {subject for (subject,) in connection.execute(STOPPED).fetchall()}
    figure(
        f"Q10, database restart: {len(acknowledged)} deeds acknowledged, {len(acknowledged - stopped)} lost, "
        f"answering {took:.1f} s after it was back"
    )
    assert (len(before), len(away), len(after)) == (20, 0, 30)
    assert acknowledged <= stopped
    assert took < 5


def pressed(url: str, people: list[tuple[str, str]]) -> set[str]:
    """Press each button once; for whom it was acknowledged."""
    return {
        person for person, path in people if httpx.post(url + path, data={"stop": "1"}, timeout=60).status_code == 200
    }


def wait_until_beating(server: Server, process: subprocess.Popen[bytes]) -> None:
    """The worker came back, too."""
    beats = set()
    for _look in range(100):
        with psycopg.connect(server.address) as connection:
            beats |= set(connection.execute("SELECT name, beats FROM ground_worker").fetchall())
        if len(beats) > 2 and process.poll() is None:
            return
        time.sleep(0.3)
    raise TimeoutError(f"the worker does not beat: {beats}")


@pytest.mark.once
def test_the_worker_folds_the_log_back_into_the_database(own_house: Env) -> None:
    fold = """
from django.db import connection
from letsconnect.ground.housekeeping import fold_log_back
from letsconnect.ground.clock import now
from letsconnect.people.models import Change
Change.objects.create(person_id=1, at=now())
fold_log_back.call()
with connection.cursor() as cursor:
    print("folded", *cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone())
"""
    [line] = re.findall(r"^folded (\d) (\d+) (\d+)$", letsconnect("shell", "-v0", "-c", fold, env=own_house), re.M)

    assert line[0] == "0"
    assert line[1] == line[2] != "0"
