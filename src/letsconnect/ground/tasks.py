"""Slow and repeated work: Django's tasks, with a second chance and a timetable.

A room declares its own in its `tasks.py`; the worker (`letsconnect work`) finds them there:

    @task                          enqueue with `refresh.enqueue(person.pk)`, inside the transaction that decides it
    def refresh(person_id: int) -> None: ...

    @every(minutes=10)             runs by itself, each turn once however many workers there are
    @task
    def sweep() -> None: ...

A task may run twice (a worker can die at its last line): it must be written so that this does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, overload

from django.db import transaction
from django_tasks import task as django_task
from django_tasks.base import Task

from letsconnect.ground import clock
from letsconnect.ground.models import PeriodicSlot

ATTEMPTS = 5
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@overload
def task(function: Callable[..., Any], /) -> Task: ...
@overload
def task(*, attempts: int = ATTEMPTS, priority: int = 0) -> Callable[[Callable[..., Any]], Task]: ...
def task(
    function: Callable[..., Any] | None = None, /, *, attempts: int = ATTEMPTS, priority: int = 0
) -> Task | Callable[[Callable[..., Any]], Task]:
    """Make a function a task that is tried `attempts` times, with longer and longer pauses, before it counts as
    failed. Arguments must be values JSON can hold."""

    def declare(function: Callable[..., Any]) -> Task:
        function.attempts = attempts  # type: ignore[attr-defined]  # read by attempts_of
        return django_task(priority=priority)(function)

    return declare(function) if function else declare


def attempts_of(task: Any) -> int:
    return getattr(task.func, "attempts", 1)


def pause_after(attempts: int) -> timedelta:
    """How long a task rests after its n-th failure."""
    return min(FIRST_PAUSE * 3 ** min(attempts - 1, 20), LONGEST_PAUSE)


@dataclass(frozen=True)
class Periodic:
    name: str
    task: Task
    period: timedelta
    when: Callable[[], bool] = lambda: True


TIMETABLE: dict[str, Periodic] = {}


def every(
    *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0, when: Callable[[], bool] = lambda: True
) -> Callable[[Task], Task]:
    """Let a task (without arguments) run once in each stretch of this length, as long as `when` says so."""
    period = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def register(task: Task) -> Task:
        TIMETABLE[task.module_path] = Periodic(task.module_path, task, period, when)
        return task

    return register


def slot_of(periodic: Periodic, at: datetime) -> datetime:
    """The beginning of the stretch that the moment `at` lies in."""
    return EPOCH + (at - EPOCH) // periodic.period * periodic.period


def enqueue_due() -> list[str]:
    """Enqueue each periodic task whose turn has come; answers the names of those enqueued by this call.

    Of several workers one writes the slot, the others find it taken. A clock set back finds old slots, all taken;
    after a long sleep only the latest turn runs.
    """
    enqueued = []
    for periodic in TIMETABLE.values():
        if not periodic.when():
            continue
        due_at = slot_of(periodic, clock.now())
        if not PeriodicSlot.objects.filter(name=periodic.name, due_at=due_at).exists() and _take(periodic, due_at):
            enqueued.append(periodic.name)
    return enqueued


@transaction.atomic
def _take(periodic: Periodic, due_at: datetime) -> bool:
    _slot, mine = PeriodicSlot.objects.get_or_create(name=periodic.name, due_at=due_at)
    if mine:
        periodic.task.enqueue()
    return mine
