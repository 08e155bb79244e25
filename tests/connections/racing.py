"""Run by a process of its own in a house apart: many threads ask for the last place at the same moment.

`python -m tests.connections.racing places|seats [unlocked]`: "unlocked" takes the locks off, to show that the exercise
can fail.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import django

MANY = {"places": 12, "seats": 50}
MANY_UNLOCKED = 12  # each writes to all who already sit there: the work grows with the square


def main(what: str, *, unlocked: bool) -> None:
    """Print how many got in, and how many stand in the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "letsconnect.config.settings")
    django.setup()
    got, stored = race(what, unlocked=unlocked)
    print(got, stored)


def race(what: str, *, unlocked: bool) -> tuple[int, int]:
    from letsconnect.connections.actions import proposing  # noqa: PLC0415 -- Django first
    from letsconnect.connections.models import Connection, Place  # noqa: PLC0415
    from letsconnect.ground import clock  # noqa: PLC0415
    from letsconnect.ground.errors import Refused  # noqa: PLC0415
    from letsconnect.inviting.actions import tables  # noqa: PLC0415
    from letsconnect.people.models import Person  # noqa: PLC0415
    from letsconnect.skills.models import Topic  # noqa: PLC0415
    from tests.cast import make_person  # noqa: PLC0415

    tag = f"{what}{unlocked}{time.monotonic_ns()}"
    sharer = make_person(f"Sharer {tag}", share_limit=1)
    learners = [make_person(f"Learner {number} {tag}") for number in range(MANY_UNLOCKED if unlocked else MANY[what])]
    topic, at = Topic.objects.first(), clock.now() + timedelta(days=5)
    assert topic is not None
    table = tables.open_table(tables.Table(topic, at, seats=1), by=sharer) if what == "seats" else None
    if unlocked:
        take_the_locks_off(proposing, tables)

    def ask(learner: Person) -> bool:
        if table is not None:
            return bool(tables.take_a_seat(table, by=learner))
        return bool(
            proposing.propose(proposing.Proposal(topic, sharer, (learner,), (at,), month=at.date()), by=learner)
        )

    got = sum(at_once([lambda one=one: ask(one) for one in learners], Refused))
    stored = Place.objects.filter(person__in=learners, answer="yes").exclude(connection__state=Connection.State.ENDED)
    return got, stored.count()


def at_once(deeds: list[Callable[[], bool]], refused: type[Exception]) -> list[bool]:
    """All deeds at the same moment, each on a connection of its own; whether each was done."""
    from django.db import connections  # noqa: PLC0415

    start = Barrier(len(deeds))

    def do(deed: Callable[[], bool]) -> bool:
        start.wait()
        try:
            return deed()
        except refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def take_the_locks_off(proposing: object, tables: object) -> None:
    """The same deeds without their locks, and with time between looking and writing."""
    from letsconnect.people.models import Person  # noqa: PLC0415

    def looked(people: list[Person]) -> list[Person]:
        time.sleep(0.3)
        return people

    proposing.lock_people = lambda people: list(people)  # type: ignore[attr-defined]
    tables.lock = lambda row: type(row).objects.get(pk=row.pk)  # type: ignore[attr-defined]
    for room in (proposing, tables):
        original = room.has_room  # type: ignore[attr-defined]
        room.has_room = lambda *facts, original=original: looked(original(*facts))  # type: ignore[attr-defined]
        for name in ("propose", "take_a_seat"):
            deed = getattr(room, name, None)
            if deed is not None:
                setattr(room, name, deed.__wrapped__)  # no transaction: SQLite lets one writer begin at a time


if __name__ == "__main__":
    main(sys.argv[1], unlocked="unlocked" in sys.argv)
