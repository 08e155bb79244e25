"""`letsconnect serve`: the site and its worker, as `make run` starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from letsconnect.ground.audit import happened, note
from letsconnect.people.models import Person

THREADS = "4"  # SQLite lets one write at a time; more threads would only wait


class Command(BaseCommand):
    help = "Prepares the database, then starts the site and its worker. Honours HOST, PORT, WEB_WORKERS, DEMO."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        require_free(host, port)
        call_command("migrate", verbosity=0)
        if settings.PRODUCTION:
            call_command("collectstatic", interactive=False, verbosity=0)
        elif os.environ.get("DEMO", "1") != "0":
            load_demonstration_once()
        children = [start(words) for words in (web(host, port), worker())]
        self.stdout.write(greeting(port))
        self.stdout.flush()
        ended = watch(children)
        if ended:
            raise CommandError(ended)


def load_demonstration_once() -> None:
    """On the first start only: whoever removed it does not want it back."""
    if "load_demo" in get_commands() and not Person.objects.exists() and not happened("demonstration.loaded"):
        call_command("load_demo")
        note("demonstration.loaded")


def require_free(host: str, port: str) -> None:
    """Refuse with one sentence where the port is not a number or somebody else listens there."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, int(port)))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}, port {port} ({error.strerror}). Choose another: PORT=8001 make run"
            ) from error


def web(host: str, port: str) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", port, "--no-ws", "--log-level", "warning"]
    sizes = ["--workers", os.environ.get("WEB_WORKERS", "2"), "--blocking-threads", THREADS]
    return [sys.executable, "-m", "granian", *options, *sizes, "letsconnect.config.wsgi:application"]


def worker() -> list[str]:
    return [sys.executable, "-m", "letsconnect.config.cli", "work"]


def greeting(port: str) -> str:
    """Where the site is, and how to sign in."""
    lines = [f"\nLet's Connect is at {settings.SITE_URL}/"]
    if not settings.PRODUCTION:
        if Person.objects.filter(is_demo=True).exists():
            lines.append("Sign in as participant@example.org or team@example.org; the code appears here.")
        else:
            lines.append("Sign in with any e-mail address; the code appears here.")
    return "\n".join([*lines, "Stop with Ctrl-C.\n"])


def start(words: list[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own: Ctrl-C reaches us only, and we stop each child once, in order."""
    return subprocess.Popen(words, start_new_session=True)  # noqa: S603 -- our own programs


def watch(children: list[subprocess.Popen[bytes]]) -> str:
    """Wait until told to stop or a child ends, then stop them all; answers a sentence if a child ended by itself."""
    told: list[int] = []
    answer: Callable[[int, FrameType | None], None] = lambda sign, _frame: told.append(sign)  # noqa: E731
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, answer)
    while not told and all(child.poll() is None for child in children):
        time.sleep(0.3)
    ended = "" if told else "The site or its worker ended by itself; the reason stands above."
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        stop_for_good(child)
    return ended


def stop_for_good(child: subprocess.Popen[bytes]) -> None:
    """Wait for a child that was told to stop; whatever is left of it and its own children then goes at once."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(30)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
