"""Workers that die over a round: `python -m tests.rounds.dying RUNS SEED OUT`.

Each run plans a round and sends it. Of each half a worker is killed by SIGKILL at some database statement, before or
after it; then one that lives goes on. What is lost, doubled or half-written is counted after every death and at the
end, and written to the file OUT, one line of JSON a run. Half as many runs follow in which two of the team send at
once.
"""

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django

django.setup()

from django.db import connection, connections  # noqa: E402 -- after django.setup()

from letsconnect.connections.models import Connection, Place  # noqa: E402
from letsconnect.ground import clock, workers  # noqa: E402
from letsconnect.ground.models import OutgoingLetter  # noqa: E402
from letsconnect.ground.working import bury, claim_task, find_tasks, holders, run_task  # noqa: E402
from letsconnect.people.models import Group, Person, Role  # noqa: E402
from letsconnect.rounds.actions.opening import RoundFacts, open_round  # noqa: E402
from letsconnect.rounds.actions.sending import send_one  # noqa: E402
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit  # noqa: E402
from letsconnect.rounds.tasks import have_planned, have_sent  # noqa: E402
from letsconnect.skills.models import Offer, Topic, Wish  # noqa: E402
from tests.cast import give_role, make_person  # noqa: E402

PAIRS = 4
HOURS = ((1 << 336) - 1).to_bytes(42, "little")


class Killer:
    """Counts the statements of this process, and kills it at one of them."""

    def __init__(self, at: int, *, before: bool) -> None:
        self.left, self.before = at, before

    def __call__(self, execute: Callable[..., Any], *words: Any) -> Any:
        self.left -= 1
        if self.left == 0 and self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = execute(*words)
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def work(killer: Killer | None = None) -> None:
    """Do every task that is ready."""
    name = workers.new_name()
    with connection.execute_wrapper(killer or Killer(-1, before=False)):
        while row := claim_task(name):
            run_task(row)


def child_of(deed: Callable[[], None]) -> int:
    """The number of a process that does it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        deed()
        os._exit(0)
    return child


def in_a_child(deed: Callable[[], None]) -> bool:
    """Whether the child died of it."""
    return os.WIFSIGNALED(os.waitpid(child_of(deed), 0)[1])


def statements_of(deed: Callable[[], None]) -> int:
    """How many statements it takes."""
    counter = Killer(-1, before=False)
    with connection.execute_wrapper(counter):
        deed()
    return -1 - counter.left


def a_world() -> Person:
    """People who can meet, two and two on topics of their own; and one of the team."""
    topics = list(Topic.objects.filter(merged_into=None)[:PAIRS])
    for number, topic in enumerate(topics):
        group = Group.objects.create(slug=f"g{number}", name=f"G{number}", folded=f"g{number}")
        Offer.objects.create(person=make_person(f"Sharer {number}", hours=HOURS), topic=topic, level=3)
        Wish.objects.create(person=make_person(f"Learner {number}", hours=HOURS, group=group), topic=topic)
    team = make_person("Team", hours=None)
    give_role(team, Role.Kind.OPERATING)
    return team


def half_written() -> int:
    """Invitations without all their people, times and letters; rows that say otherwise than the invitations."""
    wrong = 0
    for row in RoundConnection.objects.select_related("connection"):
        made = row.connection
        if (made is None) != (row.state != RoundConnection.State.SENT):
            wrong += 1
        elif made is not None:
            people = set(made.places.values_list("person__public_id", flat=True))
            letters = OutgoingLetter.objects.filter(letter="connections/invitation", key__contains=made.public_id)
            wrong += people != set(row.people) or not made.times.exists() or letters.count() != len(people)
    known = RoundConnection.objects.exclude(connection=None).values("connection")
    for round_ in Round.objects.all():
        planned = round_.edits.filter(kind=RoundEdit.Kind.PLANNED).count()
        wrong += (round_.plan is not None) != (planned == 1) or (planned == 1) != round_.connections.exists()
    return wrong + Connection.objects.exclude(pk__in=known).count()


def tallied(dead: list[bool], halves: int) -> dict[str, int]:
    """What a run came to."""
    pairs = Counter(frozenset(row.people) for row in RoundConnection.objects.exclude(connection=None))
    letters = Counter(
        OutgoingLetter.objects.filter(letter="connections/invitation").values_list("person_id", flat=True)
    )
    return {
        "killed": sum(dead),
        "lost": PAIRS - len(pairs) + 2 * PAIRS - len(letters),
        "doubled": pairs.total() - len(pairs) + letters.total() - len(letters),
        "half": halves + half_written(),
    }


def one_run(team: Person, chance: random.Random, lengths: dict[str, int]) -> dict[str, int]:
    """Plan and send a round, with a death in each half; the first run measures how long they are."""
    round_ = open_round(RoundFacts("Drill", monday().replace(day=1), monday()), by=team)
    dead, halves = [], 0
    for half, begin in (("plan", have_planned), ("send", lambda round_, by: have_sent(round_, None, by=by))):
        begin(round_, by=team)
        if half in lengths:
            killer = Killer(chance.randint(1, lengths[half]), before=chance.random() < 0.5)
            dead.append(in_a_child(lambda killer=killer: work(killer)))
            halves += half_written()
            bury(workers.Watch().look(holders()))
            in_a_child(work)
        else:
            lengths[half] = statements_of(work)
    return tallied(dead, halves)


def twins(team: Person) -> dict[str, int]:
    """Two of the team press "send" in the same second, and two workers send."""
    round_ = open_round(RoundFacts("Twins", monday().replace(day=1), monday()), by=team)
    have_planned(round_, by=team)
    work()

    def press_and_work() -> None:
        have_sent(round_, None, by=team)
        for row in RoundConnection.objects.filter(round=round_):
            send_one(row)
        work()

    children = [child_of(press_and_work) for _twin in range(2)]
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    return tallied([], failed)


def monday() -> date:
    """A Monday to come."""
    return clock.today() + timedelta(days=14 - clock.today().weekday())


def sweep() -> None:
    for model in (RoundConnection, RoundEdit, Round, OutgoingLetter, Place, Connection):
        model.objects.all().delete()


def main(runs: int, seed: int, out: str) -> None:
    find_tasks()
    chance, lengths = random.Random(seed), dict[str, int]()
    team = a_world()
    with open(out, "w") as file:
        for run in range(runs + 1 + runs // 2):
            found = one_run(team, chance, lengths) if run <= runs else twins(team)
            file.write(json.dumps(found | {"points": sum(lengths.values())}) + "\n")
            sweep()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
