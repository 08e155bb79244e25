"""Suggestions for one person: time, whether the first can be had, and how evenly people are suggested.

    python benchmarks/bench_suggestions.py [--data DIR] [--people 10000] [--seeds 101] [--k 5]

Everyone in a synthetic round asks once for k people to learn from, by our index and by the incumbent's order (the
number of topics somebody shares of those I want, ties at random). Loads are counted over everybody who shares something
and may (limit above 0), and over those whom at least one learner may meet at all; we can suggest only the second.
A language in common is counted of those for whom anybody possible speaks one of theirs; the others need an interpreter.
Seconds are CPU seconds. Peers' own figures at 10,000 people: Gini 0.57, never suggested 13 %, first suggestion usable
11-34 %, a language in common 8.5 % against 8.4 % of random pairs, 10.5 CPU seconds a person.
"""

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import measured_rounds
import peers

from matchmaker import hours
from matchmaker.shapes import Round
from matchmaker.suggesting import Index, suggest
from matchmaker.summary import gini

UPDATED = 500


def main() -> None:
    """Measure each round and print a line for both ways to suggest."""
    parser = measured_rounds.parser(__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--seeds", type=int, nargs="*", default=[101])
    parser.add_argument("--k", type=int, default=5)
    asked = parser.parse_args()
    measured_rounds.begin(asked, "numpy")
    for people in asked.people:
        for seed in asked.seeds:
            measure(measured_rounds.synthetic(asked.data, people, seed), seed, asked)


def measure(round_: Round, seed: int, asked: argparse.Namespace) -> None:
    """Time, usability and evenness on one round."""
    start = time.process_time()
    index = Index.of(round_)
    built = time.process_time() - start
    one_person = [seconds(lambda name=person.id: suggest(index, name, asked.k)) for person in round_.people]
    field = peers.Field(round_)
    row, learners = index.roster.row, [at for at, limit in enumerate(field.register.may_learn) if limit]
    names = [person.id for person in index.roster.people]
    ours = {at: [row[one.sharer] for one in index.to_learn_from(names[at], asked.k)] for at in learners}
    listed = peers.overlap_lists(field, random.Random(seed), learners)
    overlap = {at: found[: asked.k] for at, found in zip(learners, listed, strict=True)}
    print(f"\n{len(round_.people):,} people, seed {seed}: index {built:.1f} s; both lists of one person", end=" ")
    print(f"{1000 * statistics.median(one_person):.2f} ms (slowest {1000 * max(one_person):.1f})", end=", ")
    followed = [seconds(lambda who=person: index.changed(who)) for person in moved(round_)]
    print(f"one person changed {1000 * statistics.median(followed):.1f} ms (slowest {1000 * max(followed):.1f})")
    print(
        "| | first usable | share a language | both ways (random) | never suggested, of all | of the possible", end=""
    )
    print(" | never first, of the possible | Gini of lists | Gini of firsts | most often first |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, lists in (("by overlap", overlap), ("ours", ours)):
        print(f"| {name} | " + " | ".join(figures(field, lists)) + " |")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds it took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def moved(round_: Round) -> list:
    """Some people, each with hours one hour later."""
    chosen = random.Random(1).sample(round_.people, min(UPDATED, len(round_.people)))
    return [replace(one, free=hours.later(one.free, 2)) for one in chosen]


def figures(field: peers.Field, lists: dict[int, list[int]]) -> list[str]:
    """The cells of one line."""
    register, firsts = field.register, {at: found[0] for at, found in lists.items() if found}
    possible = set(zip(field.pairs.sharers.tolist(), field.pairs.learners.tolist(), strict=True))
    usable = [(sharer, at) in possible for at, sharer in firsts.items()]
    speaking = set(field.pairs.learners[field.pairs.speaking].tolist())
    spoken = [bool(register.tongues[at] & register.tongues[one]) for at, one in firsts.items() if at in speaking]
    sharers = {at for at, room in enumerate(register.may_share) if room and register.gives[at]}
    reachable = set(field.pairs.sharers.tolist())
    chance = random.Random(2)
    strangers = {at: chance.choice(sorted(sharers)) for at in firsts}
    listed = Counter(one for found in lists.values() for one in found)
    first = Counter(firsts.values())
    return [
        percent(usable),
        percent(spoken),
        f"{percent(both_ways(field, firsts))} ({percent(both_ways(field, strangers))})",
        percent(listed[one] == 0 for one in sharers),
        percent(listed[one] == 0 for one in reachable),
        percent(first[one] == 0 for one in reachable),
        f"{gini(listed[one] for one in reachable):.2f}",
        f"{gini(first[one] for one in reachable):.2f}",
        str(max(first.values())),
    ]


def both_ways(field: peers.Field, firsts: dict[int, int]) -> list[bool]:
    """Whether the learner shares something that the sharer wants."""
    register = field.register
    return [not register.wants[sharer].isdisjoint(register.gives[at]) for at, sharer in firsts.items()]


def percent(held: Iterable[bool]) -> str:
    """How many of these hold."""
    counted = list(held)
    return f"{100 * sum(counted) / max(1, len(counted)):.1f} %"


if __name__ == "__main__":
    main()
