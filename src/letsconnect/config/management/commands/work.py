"""`letsconnect work`: the worker, until it is told to stop."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from letsconnect.ground.working import Work, work_off


class Command(BaseCommand):
    help = "Sends letters, keeps the timetable and works off tasks, until Ctrl-C or SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is ready now, then stop")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        logging.basicConfig(level=logging.WARNING, format="worker: %(message)s")
        if once:
            self.stdout.write(f"{work_off()} done")
            return
        told = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_sign: told.set())
        work = Work()
        work.start()
        while not told.wait(1):
            pass
        if not work.stop():
            self.stderr.write("Stopped in the middle of a task; another worker takes it up.")
