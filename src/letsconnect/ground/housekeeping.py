"""What the ground sweeps by itself, so that nothing is kept longer than it is of use (P5)."""

from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from letsconnect.ground import clock
from letsconnect.ground.allowance import sweep_uses
from letsconnect.ground.models import AuditEntry, OutgoingLetter, PeriodicSlot
from letsconnect.ground.tasks import every, task

KEEP_LETTERS = timedelta(days=90)
KEEP_NAMES_IN_AUDIT = timedelta(days=180)
KEEP_SLOTS = timedelta(days=7)
KEEP_DONE_TASKS, KEEP_FAILED_TASKS = timedelta(days=7), timedelta(days=90)


@every(minutes=10)
@task
def sweep_allowances() -> None:
    sweep_uses()


@every(minutes=1)
@task
def fold_log_back() -> None:
    """SQLite: bring the write-ahead log back into the database. One hand does it, so that no two ever meet in it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


@every(hours=24)
@task
def sweep_letters() -> None:
    """Letters that left or failed are forgotten; those still waiting are not touched."""
    done = [OutgoingLetter.State.SENT, OutgoingLetter.State.BOUND, OutgoingLetter.State.FAILED]
    OutgoingLetter.objects.filter(state__in=done, created_at__lt=clock.now() - KEEP_LETTERS).delete()


@every(hours=24)
@task
def anonymise_audit() -> None:
    """Old lines keep what was done, and no longer by whom or to whom."""
    old = AuditEntry.objects.filter(at__lt=clock.now() - KEEP_NAMES_IN_AUDIT)
    old.filter(subject__startswith="person:").exclude(subject="person:").update(subject="person:", facts={})
    old.exclude(by=None).update(by=None)


@every(hours=24)
@task
def sweep_finished_work() -> None:
    """Turns that are over, and answers of tasks nobody will ask for."""
    now = clock.now()
    PeriodicSlot.objects.filter(due_at__lt=now - KEEP_SLOTS).delete()
    done = Q(status=Status.SUCCESSFUL, finished_at__lt=now - KEEP_DONE_TASKS)
    failed = Q(status=Status.FAILED, finished_at__lt=now - KEEP_FAILED_TASKS)
    DBTaskResult.objects.filter(done | failed).delete()
