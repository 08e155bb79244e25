"""Tasks get a second chance, turns are taken once, and what a dead worker held is taken up."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from letsconnect.ground import clock, housekeeping, tasks, workers, working
from letsconnect.ground.audit import record
from letsconnect.ground.models import AuditEntry, OutgoingLetter, PeriodicSlot, Use, Worker
from letsconnect.ground.tasks import Periodic, enqueue_due, every, pause_after, slot_of, task
from letsconnect.ground.working import bury, claim_task, run_task, work_off
from letsconnect.people import tasks as people_tasks
from letsconnect.people.models import Change, Person

NOON = datetime(2026, 11, 23, 12, 0, 20, tzinfo=UTC)
RUNS: list[str] = []


@task
def remember(word: str) -> str:
    RUNS.append(word)
    return word.upper()


@task(attempts=3)
def stumble() -> None:
    RUNS.append("stumble")
    raise RuntimeError("again")


@task
def tick() -> None:
    RUNS.append("tick")


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    RUNS.clear()
    monkeypatch.setattr(tasks, "TIMETABLE", {})
    monkeypatch.setattr(working, "find_tasks", lambda: None)


def test_an_enqueued_task_runs_and_keeps_its_answer() -> None:
    result = remember.enqueue("hello")

    work_off()

    assert RUNS == ["hello"]
    assert remember.get_result(result.id).return_value == "HELLO"


def test_a_task_that_stumbles_is_tried_again_later_and_then_fails() -> None:
    result = stumble.enqueue()

    with time_machine.travel(NOON, tick=False) as moment:
        for _day in range(6):
            moment.shift(timedelta(days=1))
            work_off()

    assert RUNS == ["stumble"] * 3
    assert stumble.get_result(result.id).status == Status.FAILED


def test_a_task_rests_between_attempts() -> None:
    stumble.enqueue()

    assert work_off() == 1
    assert work_off() == 0
    assert pause_after(1) < pause_after(2) < pause_after(3) <= timedelta(hours=1)


def test_a_task_that_nobody_knows_any_more_fails_and_blocks_nothing() -> None:
    remember.enqueue("lost")
    DBTaskResult.objects.update(task_path="tests.ground.gone.task")
    remember.enqueue("found")

    work_off()

    assert RUNS == ["found"]
    assert DBTaskResult.objects.failed().count() == 1


def test_one_task_is_claimed_by_one_worker() -> None:
    remember.enqueue("once")

    assert claim_task("first") is not None
    assert claim_task("second") is None


# --- the timetable --------------------------------------------------------------------------------------------
def test_two_schedulers_take_each_turn_once() -> None:
    every(minutes=10)(tick)

    with time_machine.travel(NOON, tick=False) as moment:
        enqueued = []
        for _minute in range(60):
            enqueued += [*enqueue_due(), *enqueue_due()]
            moment.shift(timedelta(minutes=1))

    assert len(enqueued) == 6


def test_a_clock_set_back_two_hours_repeats_no_turn() -> None:
    every(minutes=10)(tick)

    with time_machine.travel(NOON, tick=False) as moment:
        for minute in range(300):
            if minute == 180:
                moment.shift(timedelta(hours=-2))
            enqueue_due()
            work_off()
            moment.shift(timedelta(minutes=1))

    assert len(RUNS) == 18


def test_after_a_long_sleep_only_the_latest_turn_runs() -> None:
    every(minutes=10)(tick)

    with time_machine.travel(NOON, tick=False) as moment:
        enqueue_due()
        moment.shift(timedelta(days=3))
        enqueue_due()

    assert PeriodicSlot.objects.count() == 2


def test_a_turn_begins_at_the_same_moment_for_everybody() -> None:
    turn = Periodic("tick", tick, timedelta(minutes=10))

    assert slot_of(turn, NOON) == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert slot_of(turn, NOON + timedelta(minutes=9)) == slot_of(turn, NOON)


# --- workers that die -----------------------------------------------------------------------------------------
def dead_name() -> str:
    """The name of a worker on this machine whose process has ended."""
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return f"{workers.machine()} {int(child.stdout)} token"


def test_a_worker_gone_from_this_machine_is_seen_at_once() -> None:
    assert workers.is_gone(dead_name())
    assert not workers.is_gone(workers.new_name())
    assert not workers.is_gone("elsewhere 4026531836 1 token")


def test_a_task_of_a_killed_worker_is_taken_up() -> None:
    remember.enqueue("again")
    claim_task(dead_name())

    bury(workers.Watch().look(working.holders()))
    work_off()

    assert RUNS == ["again"]


def test_a_task_that_kills_its_workers_fails_in_the_end() -> None:
    stumble.enqueue()

    for _death in range(3):
        claim_task(dead_name())
        bury(workers.Watch().look(working.holders()))

    assert DBTaskResult.objects.get().status == Status.FAILED


def test_a_worker_elsewhere_is_dead_after_half_a_minute_of_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    stopwatch = [0.0]
    monkeypatch.setattr(workers.time, "monotonic", lambda: stopwatch[0])
    Worker.objects.create(name="elsewhere 1 1 a")
    Worker.objects.create(name="elsewhere 1 2 b")
    watch = workers.Watch()
    watch.look(set())

    for _look in range(4):
        stopwatch[0] += 10
        workers.beat("elsewhere 1 2 b")
        dead = watch.look(set())

    assert dead == {"elsewhere 1 1 a"}


def test_a_jump_of_the_clock_kills_no_worker() -> None:
    Worker.objects.create(name="elsewhere 1 1 a")
    watch = workers.Watch()
    with time_machine.travel(NOON, tick=False) as moment:
        watch.look(set())
        moment.shift(timedelta(days=1))

        assert watch.look(set()) == set()


def test_a_worker_kept_waiting_itself_judges_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    stopwatch = [0.0]
    monkeypatch.setattr(workers.time, "monotonic", lambda: stopwatch[0])
    Worker.objects.create(name="elsewhere 1 1 a")
    watch = workers.Watch()
    watch.look(set())

    stopwatch[0] += 60

    assert watch.look(set(), late=True) == set()


def test_a_living_workers_task_is_left_alone() -> None:
    remember.enqueue("mine")
    claimed = claim_task(workers.new_name())

    bury(workers.Watch().look(working.holders()))

    claimed.refresh_from_db()
    assert claimed.status == Status.RUNNING
    run_task(claimed)
    assert os.getpid() in [int(name.split()[-2]) for name in claimed.worker_ids]


# --- what is swept --------------------------------------------------------------------------------------------
def test_nothing_is_kept_longer_than_its_rule(learner: Person) -> None:
    long_ago = clock.now() - timedelta(days=181)
    with time_machine.travel(long_ago, tick=False):
        record("person.renamed", learner, by=learner, group=7)
        Change.objects.create(person_id=learner.pk, at=clock.now())
        Use.objects.create(what="knock", who="account:1", window=int(clock.now().timestamp()))
        PeriodicSlot.objects.create(name="tick", due_at=clock.now())
        OutgoingLetter.objects.create(key="old", to="a@example.org", state="sent", created_at=clock.now())
        remember.enqueue("old")
        work_off()
        OutgoingLetter.objects.create(key="waiting", to="a@example.org", created_at=clock.now())
    Change.objects.create(person_id=learner.pk, at=clock.now())

    for sweep in (
        housekeeping.sweep_allowances,
        people_tasks.sweep_sessions,
        housekeeping.sweep_letters,
        housekeeping.sweep_finished_work,
        housekeeping.anonymise_audit,
        people_tasks.sweep_changes,
    ):
        sweep.call()

    [line] = AuditEntry.objects.filter(what="person.renamed")
    assert (line.subject, line.by, line.facts) == ("person:", None, {})
    assert Change.objects.count() == 1
    assert not Use.objects.exists()
    assert not PeriodicSlot.objects.exists()
    assert [letter.key for letter in OutgoingLetter.objects.all()] == ["waiting"]
    assert not DBTaskResult.objects.exists()


def test_work_once_does_what_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    remember.enqueue("now")

    call_command("work", once=True)

    assert RUNS == ["now"]
    assert "1 done" in capsys.readouterr().out
