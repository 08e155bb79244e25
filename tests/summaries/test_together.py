"""Two people at the same summary in the same second, through the real server: nothing typed is lost, nothing is public
that not everybody agreed to."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.figures import Figure, share_of
from tests.ground.apart import Env, letsconnect, rows
from tests.ground.conftest import own_house  # noqa: F401 -- a fixture
from tests.ground.serving import served

PAIRS = """
from datetime import timedelta
from django.core import signing
from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from letsconnect.summaries.letters import SUMMARY_SALT
now = clock.now()
for number in range({count}):
    met = Connection.objects.create(topic=Topic.objects.first(), origin="round", state="agreed", month=now.date(),
        asked_at=now, agreed_at=now, starts_at=now - timedelta(days=2))
    for part in ("sharer", "learner"):
        person = Person.objects.create_user(email=f"{{part}}{{number}}@example.org", registered_at=now)
        place = Place.objects.create(connection=met, person=person, part=part, answer="yes")
        print("place", number, signing.dumps(place.pk, salt=SUMMARY_SALT))
"""
Press = Callable[[dict[str, str]], httpx.Response]


def presses(url: str, token: str) -> Press:
    """What one person sends from the page they have open."""
    browser = httpx.Client(base_url=url, timeout=60, limits=httpx.Limits(max_keepalive_connections=0))
    here = f"/connections/summary/{token}/"
    browser.get(here)
    return lambda typed: browser.post(here, data={"csrfmiddlewaretoken": browser.cookies["csrftoken"], **typed})


def at_once(one: Press, other: Press, first: dict[str, str], second: dict[str, str]) -> list[httpx.Response]:
    """Both press in the same moment."""
    gate = threading.Barrier(2)

    def press(press: Press, typed: dict[str, str]) -> httpx.Response:
        gate.wait()
        return press(typed)

    with ThreadPoolExecutor(2) as hands:
        return [done.result() for done in (hands.submit(press, one, first), hands.submit(press, other, second))]


@pytest.mark.drill
def test_two_at_one_summary_lose_nothing_and_publish_nothing_alone(
    own_house: Env,  # noqa: F811 -- the fixture
    tmp_path: Path,
    figure: Figure,
) -> None:
    count = share_of(60)
    told = letsconnect("shell", "-v0", "-c", PAIRS.format(count=count), env=own_house)
    tokens = re.findall(r"^place \d+ (\S+)$", told, re.MULTILINE)
    writing: Counter[tuple[int, ...]] = Counter()
    with served(own_house, tmp_path / "output") as (url, _process):
        for number in range(count):
            one, other = (presses(url, token) for token in tokens[number * 2 : number * 2 + 2])
            typed = [{"came_of_it": f"{who}-{number}", "language": "en", "seen": "0"} for who in ("one", "other")]
            answers = at_once(one, other, *typed)
            writing[tuple(sorted(answer.status_code for answer in answers))] += 1
            late = next(answer.text for answer in answers if answer.status_code == 200)
            assert f"one-{number}" in late
            assert f"other-{number}" in late
            at_once(one, other, *({"decision": how, "version": "1"} for how in ("credited", "anonymous")))
        public = rows(own_house, "SELECT count(*) FROM summaries_summary WHERE public_at IS NOT NULL")[0][0]
        for number in range(count):
            one, other = (presses(url, token) for token in tokens[number * 2 : number * 2 + 2])
            change = {"came_of_it": f"changed-{number}", "language": "en", "seen": "1"}
            at_once(one, other, {"decision": "between_us"}, change)

    alone = rows(own_house, "SELECT count(*) FROM summaries_summary WHERE public_at IS NOT NULL")[0][0]
    stale = rows(
        own_house,
        "SELECT count(*) FROM summaries_approval a JOIN summaries_summary s ON a.summary_id = s.id "
        "WHERE a.version <> s.version",
    )[0][0]
    figure(f"summaries at once: {count} pairs, both kept {writing[(200, 302)]}, public by both {public}, alone {alone}")
    assert writing == {(200, 302): count}
    assert (public, alone, stale) == (count, 0, 0)
