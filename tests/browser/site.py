"""A site of the tests' own: the real server on its own database, with the demonstration programme in it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from letsconnect.people.models import Person
for address in {addresses!r}:
    person = Person.objects.get(email=address)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store.create()
    print("session", address, store.session_key, person.public_id)
"""

CASE_TEAM = """
from letsconnect.ground import clock
from letsconnect.people.models import Person, Role
from letsconnect.safety.actions.keys import make_key
person = Person.objects.create_user(email="case.team@example.org", chosen_name="Case Team", registered_at=clock.now())
Role.objects.create(person=person, kind=Role.Kind.TRUST_SAFETY, starts_on=clock.today())
make_key("four quiet herons walking", shown_as="Case Team", by=person)
"""

CONVERSATIONS = """
from datetime import timedelta
from letsconnect.interpreting.actions import About, ask_for_interpretation, assign, keep_interpreter
from letsconnect.conversations.actions.keeping import share_link, write_note
from letsconnect.summaries.actions import Words, approve, write_summary
from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
now, me, team = clock.now(), *(Person.objects.get(email=f"{who}@example.org") for who in ("participant", "team"))
other = Person.objects.exclude(pk__in=[me.pk, team.pk]).filter(is_demo=True).first()
for days in (-2, -5, 3):
    met = Connection.objects.create(topic=Topic.objects.get(slug="fundraising"), origin="round", state="agreed",
        language="en", month=now.date().replace(day=1), asked_at=now, agreed_at=now,
        starts_at=now + timedelta(days=days))
    for person, part in ((other, "sharer"), (me, "learner")):
        Place.objects.create(connection=met, person=person, part=part, answer="yes")
    write_note(met, "Bring the old plan.", by=me)
    share_link(met, url="https://example.org/guide", title="A guide", credit="Example Group", by=other)
    if days == -5:
        write_summary(met, Words(came_of_it="Three lines", did_not_work="A form", language="en"), seen=0, by=me)
        for person in (me, other):
            approve(met, version=1, credited=True, by=person)
ines = keep_interpreter(None, About("Ines", ("ko", "fr"), email="ines@example.org", person=team), by=team)
assign(ask_for_interpretation(met, "ko", "fr", by=me), ines, by=team)
"""


@dataclass
class Site:
    """Where the site answers, where its letters fall, the sessions of its example accounts, and its environment."""

    url: str
    home: Path
    sessions: dict[str, str]
    people: dict[str, str]
    env: dict[str, str]

    def letters_to(self, address: str) -> list[str]:
        """The letters to an address, oldest first, as raw text."""
        files = sorted((self.home / "letters").glob("*"), key=lambda file: file.stat().st_mtime)
        letters = [letter for file in files for letter in file.read_text("utf-8").split(f"{'-' * 79}\n")]
        return [letter for letter in letters if f"To: {address}\n" in letter]

    def code_for(self, address: str, *, seconds: float = 20) -> str:
        """The newest sign-in code sent to an address; waits for it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for letter in reversed(self.letters_to(address)):
                found = re.search(r"^\s*([0-9A-Z]{3}[- ]?[0-9A-Z]{3,4})\s*$", letter, re.MULTILINE)
                if found:
                    return found[1]
            time.sleep(0.2)
        raise TimeoutError(f"no code for {address}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(url: str, *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 -- our own server on loopback
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer")


def run(*words: str, env: dict[str, str]) -> str:
    """One management command in the site's own environment; its output."""
    done = subprocess.run(
        [sys.executable, "-m", "letsconnect.config.cli", *words], env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Ask it to stop; after ten seconds do not ask."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def signed_in_as(*addresses: str, env: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Address -> the key of a session in which this person is signed in, and their public id."""
    lines = [line.split() for line in run("shell", "-c", SIGN_IN.format(addresses=addresses), env=env).splitlines()]
    return {line[1]: (line[2], line[3]) for line in lines if line[:1] == ["session"]}


@contextmanager
def running_site(home: Path, **more: str) -> Iterator[Site]:
    """Migrate, load the demonstration, start web and worker, and stop them at the end. `more` goes into the
    environment."""
    port = free_port()
    env = {
        **os.environ,
        "LETSCONNECT_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home}/site.sqlite3",
        "EMAIL_URL": f"filemail:///{home}/letters",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "letsconnect.config.settings",
        **more,
    }
    (home / "letters").mkdir(parents=True)
    run("migrate", "-v0", env=env)
    run("load_demo", env=env)
    run("shell", "-c", CASE_TEAM, env=env)
    run("shell", "-c", CONVERSATIONS, env=env)
    sessions = signed_in_as("participant@example.org", "team@example.org", "case.team@example.org", env=env)
    web = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--log-level", "error")
    log = (home / "servers.log").open("wb")
    servers = [
        subprocess.Popen(
            [sys.executable, "-m", "granian", *web, "letsconnect.config.wsgi:application"],
            env=env,
            stdout=log,
            stderr=log,
        ),
        subprocess.Popen([sys.executable, "-m", "letsconnect.config.cli", "work"], env=env, stdout=log, stderr=log),
    ]
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/health/")
        yield Site(
            f"http://127.0.0.1:{port}",
            home,
            {address: key for address, (key, _person) in sessions.items()},
            {address: person for address, (_key, person) in sessions.items()},
            env,
        )
    finally:
        for server in servers:
            stop(server)
        log.close()
