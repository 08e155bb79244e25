"""The real server: many at once, a busy port, a clean end."""

import asyncio
import os
import re
import signal
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.figures import Figure, share_of
from tests.ground.apart import Env, letsconnect, rows, started
from tests.ground.serving import served

PEOPLE = """
from letsconnect.mailboxes.letters import stop_address
from letsconnect.people.models import Person
for number in range(30):
    person, _made = Person.objects.get_or_create(email=f"crowd{number}@example.org")
    print("stop", person.public_id, stop_address(person, "freshness"))
"""


async def press_all(addresses: list[str]) -> tuple[Counter[int], list[float]]:
    """Press all buttons at the same moment; what was answered, and how long each took."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=120, limits=limits) as browser:

        async def press(number: int, address: str) -> tuple[int, float]:
            began = time.monotonic()
            answer = await browser.post(address, data={"again": "1"} if number // 30 % 2 else {"stop": "1"})
            return answer.status_code, time.monotonic() - began

        answers = await asyncio.gather(*(press(number, address) for number, address in enumerate(addresses)))
    return Counter(status for status, _took in answers), sorted(took for _status, took in answers)


def is_a_story(choices: list[str]) -> bool:
    """Whether lines of the ledger can have been written one after the other: no, yes, no, yes..."""
    return all(choice == ("no", "yes")[turn % 2] for turn, choice in enumerate(choices))


@pytest.mark.drill
def test_nine_hundred_at_once_read_change_and_write_without_an_error(
    own_house: Env, tmp_path: Path, figure: Figure
) -> None:
    many = share_of(900)
    told = letsconnect("shell", "-v0", "-c", PEOPLE, env=own_house)
    people = dict(re.findall(r"^stop (\w+) https?://[^/]+(/\S+)$", told, re.MULTILINE))
    with served(own_house, tmp_path / "output") as (url, _process):
        addresses = [url + list(people.values())[number * 7 % len(people)] for number in range(many)]
        with ThreadPoolExecutor(1) as aside:  # a browser test may have left a loop running in this thread
            statuses, took = aside.submit(asyncio.run, press_all(addresses)).result()

    stories = {person: [] for person in people}
    for subject, choice in rows(own_house, LEDGER):
        stories[subject].append(choice)
    stopped = {person for (person,) in rows(own_house, STOPPED)}
    kind = own_house["DATABASE_URL"].partition(":")[0]
    figure(
        f"{many} read-modify-write requests at once on {kind}: {many - statuses[200]} errors, "
        f"p50 {took[many // 2]:.2f} s, p99 {took[many * 99 // 100]:.2f} s, "
        f"{sum(map(len, stories.values()))} changes"
    )
    assert statuses == {200: many}, (tmp_path / "output").read_text()[-3000:]
    assert all(is_a_story(choices) for choices in stories.values())
    assert stopped == {person for person, choices in stories.items() if len(choices) % 2}


LEDGER = "SELECT subject, choice FROM people_consent WHERE what = 'letters:freshness' ORDER BY id"
STOPPED = """SELECT p.public_id FROM ground_unsubscribed u JOIN people_person p ON p.id = u.person_id
WHERE u.about = 'freshness' AND p.email LIKE 'crowd%'"""


@pytest.mark.once
def test_the_site_sends_a_code_to_the_terminal_refuses_a_busy_port_and_stops_at_one_sign(
    own_house: Env, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    with served(own_house, output) as (url, process):
        ask_for_a_code(url, "new@example.org")
        wait_for_text(output, "Letter to new@example.org: ")
        second = started("serve", env={**own_house, "PORT": url.rpartition(":")[2]}, stderr=subprocess.PIPE)
        _out, told = second.communicate(timeout=60)
        family = descendants(process.pid)
        os.kill(process.pid, signal.SIGINT)
        ended = process.wait(40)

    sentence = r"CommandError: Cannot listen on 127.0.0.1, port \d+ \(.+\)\. Choose another: .+\n"
    assert second.returncode == 1
    assert re.fullmatch(sentence, told.decode())
    assert ended == 0
    assert len(family) >= 4
    assert not [child for child in family if Path(f"/proc/{child}").exists()]
    assert "Sign in with any e-mail address" in output.read_text()
    assert "Traceback" not in output.read_text()


def ask_for_a_code(url: str, email: str) -> None:
    with httpx.Client(base_url=url) as browser:
        page = browser.get("/sign-in/").text
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[:1]
        answer = browser.post("/sign-in/", data={"csrfmiddlewaretoken": token, "email": email})
        assert answer.status_code == 302


def wait_for_text(file: Path, text: str) -> None:
    for _attempt in range(300):
        if text in file.read_text():
            return
        time.sleep(0.1)
    raise TimeoutError(file.read_text())


def descendants(pid: int) -> list[str]:
    """Process ids of all children and their children."""
    children = [child for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]
    return [*children, *(grandchild for child in children for grandchild in descendants(int(child)))]
