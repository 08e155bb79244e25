"""The worker: sends letters, keeps the timetable, works off tasks, and takes up what dead workers left.

Four threads, so that a sign-in code never waits behind a long task or a slow neighbour. `stop()` lets each finish
what it holds.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection

from django.db import close_old_connections, connection
from django.utils.module_loading import autodiscover_modules
from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult, get_date_max

from letsconnect.ground import clock, workers
from letsconnect.ground.errors import PostOfficeClosed
from letsconnect.ground.models import OutgoingLetter, Worker
from letsconnect.ground.outbox.deliver import NOTES, OFFICES, deliver_due, release
from letsconnect.ground.tasks import attempts_of, enqueue_due, pause_after

log = logging.getLogger(__name__)


def find_tasks() -> None:
    """Import every room's tasks, and the ground's own."""
    autodiscover_modules("tasks", "housekeeping")


# --- tasks ----------------------------------------------------------------------------------------------------
def claim_task(worker: str) -> DBTaskResult | None:
    """Take the next task that is ready, or None."""
    for row in DBTaskResult.objects.ready()[:5]:
        ready = DBTaskResult.objects.filter(pk=row.pk, status=Status.READY)
        names = [*row.worker_ids, worker]
        if ready.update(status=Status.RUNNING, started_at=clock.now(), worker_ids=names):
            row.refresh_from_db()
            return row
    return None


def run_task(row: DBTaskResult) -> None:
    """Run a claimed task; write down its answer, or when to try again, or that it failed for good."""
    try:
        row.set_successful(row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"]))
    except Exception as error:
        log.exception("Task %s, attempt %s", row.task_path, len(row.worker_ids))
        if may_try_again(row):
            later = clock.now() + pause_after(len(row.worker_ids))
            DBTaskResult.objects.filter(pk=row.pk).update(status=Status.READY, run_after=later)
        else:
            row.set_failed(error)


def may_try_again(row: DBTaskResult) -> bool:
    """Whether the task has attempts left (each was one worker's)."""
    try:
        return len(row.worker_ids) < attempts_of(row.task)
    except ImportError:
        return False


def reap_tasks(dead: Collection[str]) -> int:
    """Make tasks that dead workers were running ready again, at once; those out of attempts fail."""
    orphans = [row for row in DBTaskResult.objects.running() if not row.worker_ids or row.worker_ids[-1] in dead]
    for row in orphans:
        mine = DBTaskResult.objects.filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at)
        if may_try_again(row):
            mine.update(status=Status.READY, run_after=get_date_max())
        elif mine.exists():
            row.set_failed(RuntimeError("the worker died"))
    return len(orphans)


def holders() -> set[str]:
    """Names of the workers that hold a letter or a task."""
    letters = OutgoingLetter.objects.filter(state=OutgoingLetter.State.SENDING).values_list("held_by", flat=True)
    tasks = DBTaskResult.objects.running().values_list("worker_ids", flat=True)
    return {*letters, *(names[-1] for names in tasks if names)}


def bury(dead: Collection[str]) -> None:
    """Take over what the dead held, then forget their names."""
    if dead:
        log.warning("Taking over from workers that are gone: %s", ", ".join(sorted(dead)))
        release(dead)
        reap_tasks(dead)
        Worker.objects.filter(name__in=dead).delete()


# --- the worker -----------------------------------------------------------------------------------------------
class Work:
    """One worker with its threads."""

    def __init__(self, *, pause: float = 1.0) -> None:
        self.name = workers.new_name()
        self.pause = pause
        self.watch = workers.Watch()
        self.stopped = threading.Event()
        self.closed_for: Counter[str] = Counter()
        self.threads = [
            threading.Thread(target=self.repeat, args=(deed,), name=deed.__name__, daemon=True)
            for deed in (self.keep_time, self.send_letters, self.send_notes, self.do_tasks)
        ]

    def start(self) -> None:
        find_tasks()
        self.keep_time()
        for thread in self.threads:
            thread.start()

    def stop(self, *, grace: float = 25.0) -> bool:
        """Let each thread finish what it holds; answers whether all did in time."""
        self.stopped.set()
        for thread in reversed(self.threads):
            thread.join(grace)
        finished = not any(thread.is_alive() for thread in self.threads)
        if finished:
            workers.sign_off(self.name)
        return finished

    def repeat(self, deed: Callable[[], float | None]) -> None:
        """Do a deed over and over; whatever fails is logged and tried again a little later."""
        while not self.stopped.is_set():
            try:
                close_old_connections()
                rest = deed()
            except Exception:
                log.exception("%s stumbled", deed.__name__)
                connection.close()
                rest = 5 * self.pause
            self.stopped.wait(self.pause if rest is None else rest)
        connection.close()

    def keep_time(self) -> None:
        """Beat, take over from the dead, enqueue what the timetable says."""
        took = workers.beat(self.name)
        bury(self.watch.look(holders(), late=took > workers.LATE) - {self.name})
        enqueue_due()

    def send_letters(self) -> float | None:
        """Send what is due by e-mail."""
        return self.send("email")

    def send_notes(self) -> float | None:
        """Send what is due by other ways."""
        return min((rest for channel in NOTES if (rest := self.send(channel)) is not None), default=None)

    def send(self, channel: str) -> float | None:
        """Send what is due this way; where the post office is closed, come back later and later, within a minute."""
        try:
            sent = deliver_due(self.name, channel=channel, stopping=self.stopped.is_set)
        except PostOfficeClosed as error:
            self.closed_for[channel] += 1
            log.warning("No way out by %s: %s", channel, error)
            return min(self.pause * 2 ** self.closed_for[channel], 60.0)
        self.closed_for[channel] = 0
        return 0 if sent else None

    def do_tasks(self) -> float | None:
        """Run one task, if there is one."""
        row = claim_task(self.name)
        if row is None:
            return None
        run_task(row)
        return 0


def work_off() -> int:
    """Do everything that is ready now, here and at once: tasks, then letters. Answers how many of both."""
    find_tasks()
    name, done = workers.new_name(), 0
    while row := claim_task(name):
        run_task(row)
        done += 1
    for channel in OFFICES:
        while sent := deliver_due(name, channel=channel):
            done += sent
    return done
