"""What /suggestions/ costs in process, whom it names and how evenly, at 1,000 and 10,000 people in the database.

    python benchmarks/bench_suggestions_site.py [--sizes 1000,10000] [--readers 500] [--rounds 60]

The made-up people are those of `bench_directory.py`. A page is one request, whole: middleware, view, compression; each
reader opens it once. Whom it names first is asked of `--readers` people, as their page names them, and held against
what the rows say. How evenly sharers are named is counted over everybody who may learn, each asking once for five
people; beside it stands the incumbent's rule in the same run: the number of topics somebody shares that I want, ties
at random. The incumbent's own figures at 10,000 people: 10.5 CPU seconds a person, Gini 0.57, never named 13 %.
"""

import argparse
import gc
import os
import platform
import random
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import bench_directory as site
import numpy
import peers
from bench_suggestions import figures, percent
from django import get_version
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory

from letsconnect.index.queries.index import forget_index
from letsconnect.inviting.matchmaking import prepared as held
from letsconnect.inviting.matchmaking.suggestions import suggestions_for
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.people.queries.readers import reader_of
from matchmaker.near.roster import LEARN
from matchmaker.shapes import Round, pair
from matchmaker.suggesting import Index

AT_ONCE = 5


def main() -> None:
    """Measure each size; the statements of a page must be the same in all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=60)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end="")
    print(f"Django {get_version()}, numpy {numpy.__version__}, {connection.vendor}; load {os.getloadavg()[0]:.1f}")
    statements = {size: measure(size, asked) for size in map(int, asked.sizes.split(","))}
    print(f"\nstatements of a page: {statements}; constant: {len(set(statements.values())) == 1}")


def measure(size: int, asked: argparse.Namespace) -> int:
    """Print the figures of one size; answers the statements of one page."""
    site.grow_to(size)
    forget_index()
    gc.collect()
    before, start = memory(), time.process_time()
    opened()
    print(f"\n{size:,} people: all read and the index opened in {time.process_time() - start:.1f} CPU s, ", end="")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(f"{(memory() - before) / 2**20:.0f} MiB more, {peak:.0f} MiB at most; yardstick {site.yardstick():.1f} ms")
    readers = random.Random(size).sample(list(Person.objects.order_by("pk")), min(size, asked.readers))
    spent, statements = pages(readers[: asked.rounds])
    print(f"a page: median {statistics.median(spent):.1f} CPU ms, slowest {max(spent):.1f}; {statements} statements")
    follow(readers[: asked.rounds])
    named_first(readers)
    evenly()
    return statements


def opened() -> None:
    """The index, as things stand."""
    with held.prepared():
        pass


def memory() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def pages(readers: list[Person]) -> tuple[list[float], int]:
    """CPU milliseconds of each reader's page, and the statements of the last."""
    asks = [page_of(reader) for reader in readers]
    asks[0]()
    spent = [milliseconds(ask) for ask in asks]
    counted = site.Counted()
    with connection.execute_wrapper(counted):
        asks[-1]()
    return spent, counted.statements


def page_of(reader: Person) -> Callable[[], None]:
    """A request for this reader's page."""
    handler = WSGIHandler()
    headers = {"HTTP_ACCEPT_ENCODING": "gzip", "HTTP_COOKIE": site.sign_in(reader)}
    environ = RequestFactory().get("/suggestions/", **headers).environ

    def ask() -> None:
        answer = handler(dict(environ), lambda status, _headers: status)
        assert answer.status_code == 200, answer.status_code
        b"".join(answer)
        answer.close()

    return ask


def milliseconds(work: Callable[[], object]) -> float:
    """CPU milliseconds it took."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def follow(people: list[Person]) -> None:
    """How long it takes to follow one person whose hours have changed."""

    def changed(person: Person) -> float:
        free = int.from_bytes(bytes(person.hours), "little") << 2 & (1 << 336) - 1
        Person.objects.filter(pk=person.pk).update(hours=free.to_bytes(42, "little"))
        touch(person)
        return milliseconds(opened)

    spent = [changed(person) for person in people]
    print(f"one person changed: median {statistics.median(spent):.1f} CPU ms, slowest {max(spent):.1f}")


def named_first(readers: list[Person]) -> None:
    """Whether whoever is named first shares a language, can be met, and wants something back."""
    with held.prepared() as index:
        partners = {one.pk: partners_of(index, one.pk) for one in readers}
    firsts = {one.pk: first for one in readers if (first := first_of(one))}
    spoken: dict[int, set[str]] = {}
    for pk, code in SpokenLanguage.objects.values_list("person_id", "code"):
        spoken.setdefault(pk, set()).add(code)
    chance = random.Random(3)
    at_random = [chance.choice(sorted(partners[pk].items()))[1] for pk in firsts if partners[pk]]
    print(f"named first, of {len(firsts)} of {len(readers)} readers ", end="")
    print(f"({sum(1 for found in partners.values() if not found)} have nobody possible to learn from): ", end="")
    print(f"share a language {percent(bool(spoken[pk] & spoken[other]) for pk, other in firsts.items())}, ", end="")
    print(f"usable {percent(other in partners[pk] for pk, other in firsts.items())}, ", end="")
    both = [partners[pk].get(other, False) for pk, other in firsts.items()]
    print(f"both ways {percent(both)} (random usable pairs {percent(at_random)})")


def partners_of(index: Index, pk: int) -> dict[int, bool]:
    """Whom somebody may learn from by every limit, and whether the two are of use to each other."""
    roster = index.roster
    if str(pk) not in roster.row:
        return {}
    at = roster.row[str(pk)]
    wants, gives = roster.bits["wants"], roster.bits["gives"]
    others = set(roster.partners(at, LEARN).sharers.tolist())
    return {int(roster.people[one].id): bool((wants[one] & gives[at]).any()) for one in others}


def first_of(reader: Person) -> int | None:
    """Whom the page names first to learn from."""
    learn = [one for one in suggestions_for(reader, reader_of(reader)).people if one.side == "learn"]
    return learn[0].card.profile.pk if learn else None


def evenly() -> None:
    """Everybody who may learn asks once for five people, by the index and by overlap."""
    with held.prepared() as index:
        people, names = index.roster.people, index.roster.row
        apart = frozenset(
            pair(people[at].id, people[other].id) for at, never in enumerate(index.roster.never) for other in never
        )
        field = peers.Field(Round(tuple(people), weeks=1, never=apart))
        learners = [at for at, limit in enumerate(field.register.may_learn) if limit]
        ours = {at: [names[one.sharer] for one in index.to_learn_from(people[at].id, AT_ONCE)] for at in learners}
    listed = peers.overlap_lists(field, random.Random(1), learners)
    overlap = {at: found[:AT_ONCE] for at, found in zip(learners, listed, strict=True)}
    print("| | first usable | share a language | both ways (random) | never named, of all | of the possible", end="")
    print(" | never first, of the possible | Gini of lists | Gini of firsts | most often first |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, lists in (("by overlap", overlap), ("ours", ours)):
        print(f"| {name} | " + " | ".join(figures(field, lists)) + " |")


if __name__ == "__main__":
    main()
