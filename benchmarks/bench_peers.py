"""Our plan beside what peers do, on the same rounds under the same rules and weights.

    python benchmarks/bench_peers.py [--data DIR] [--sizes 140 1000] [--seeds 101 102 103 104 105] [--time-limit 60]

Peers are installed for this benchmark only, never with the project: `pip install scipy rustworkx mentor-match`;
who is missing is left out and named. Rounds: synthetic ones, and the survey's real have/want list (the assumptions
stand at `measured_rounds.survey`). The rule for ordering by overlap is the incumbent's: the number of topics somebody
shares of those I want, ties at random. "First usable" says for how many of the learners who have a first suggestion by
that order, or by our own suggestions, it keeps every limit. Value is that of the contract; the bound is the one our
plan proves. Seconds are CPU seconds, opening the round included.
"""

import argparse
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable

import measured_rounds
import peers

from matchmaker.planning import plan_round
from matchmaker.shapes import Plan, Round
from matchmaker.suggesting import Index

METHODS = {
    "random, never twice": peers.at_random,
    "order by overlap (incumbent)": peers.by_overlap,
    "first come, best left": peers.first_come,
    "Hungarian by topic": peers.hungarian_by_topic,
    "mentor-match (Munkres)": peers.mentor_match,
    "greedy pairs": peers.greedy,
    "optimal pairs (rustworkx)": peers.optimal_pairs,
}


def main() -> None:
    """Measure every method on every round and print medians."""
    parser = measured_rounds.parser(__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[140, 1000])
    parser.add_argument("--seeds", type=int, nargs="*", default=[101, 102, 103, 104, 105])
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("--munkres-up-to", type=int, default=1000, help="it takes half a minute there")
    asked = parser.parse_args()
    measured_rounds.begin(asked, "numpy", "highspy", "numba", "scipy", "rustworkx", "mentor-match", "munkres")
    plan_round(measured_rounds.synthetic(asked.data, 600, 1), time_limit=2)  # compiled once, not measured
    for size in asked.sizes:
        rounds = [measured_rounds.synthetic(asked.data, size, seed) for seed in asked.seeds]
        table(f"{size:,} people, synthetic, {len(rounds)} rounds, medians", rounds, asked)
    table("survey, have and want of real people", [measured_rounds.survey(asked.data)], asked)


def table(title: str, rounds: list[Round], asked: argparse.Namespace) -> None:
    """One table: a line for each method."""
    found: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    missing: dict[str, str] = {}
    for round_ in rounds:
        plan, seconds = timed(lambda held=round_: plan_round(held, time_limit=asked.time_limit, seed=1))
        bound = plan.bound
        for name, method in METHODS.items():
            if name.startswith("mentor") and len(round_.people) > asked.munkres_up_to:
                missing[name] = "not run at this size"
                continue
            try:
                found[name].append(line(*timed(lambda held=round_, by=method: peers.planned(held, by, 1)), bound))
            except ImportError as error:
                missing[name] = f"{error.name} is not installed"
        groups = timed(lambda held=round_: peers.planned(held, peers.greedy, 1, groups=True))
        found["greedy groups"].append(line(*groups, bound))
        found["ours"].append(line(plan, seconds, bound))
    print(f"\n{title}\n")
    print("| method | value | % of our bound | wishes | people served | CPU s |\n|---|---|---|---|---|---|")
    for name in [*METHODS, "greedy groups", "ours"]:
        if name in missing:
            print(f"| {name} | {missing[name]} | | | | |")
            continue
        value, share, wishes, people, seconds = map(statistics.median, zip(*found[name], strict=True))
        print(f"| {name} | {value:,.0f} | {share:.1f} | {wishes:.0f} | {people:.0f} | {seconds:.2f} |")
    print_first_usable(rounds)


def timed(work: Callable[[], Plan]) -> tuple[Plan, float]:
    """A plan and the CPU seconds it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def line(plan: Plan, seconds: float, bound: int) -> tuple[float, ...]:
    """Value, share of the bound, wishes and people served, seconds."""
    names = [name for c in plan.connections for name in c.learners]
    return plan.value, 100 * plan.value / max(1, bound), len(names), len(set(names)), seconds


def print_first_usable(rounds: list[Round]) -> None:
    """How often the first suggestion can be had at all, by overlap and by ours."""
    counts = [first_usable(round_) for round_ in rounds]
    overlap, top, ours = (statistics.median(column) for column in zip(*counts, strict=True))
    print(f"\nfirst usable: by overlap {overlap:.0f} % of those with any (one of ten: {top:.0f} %), ours {ours:.0f} %")


def first_usable(round_: Round) -> tuple[float, float, float]:
    """Percent of learners whose first suggestion, or one of the first ten, keeps every limit: overlap; then ours."""
    field, index = peers.Field(round_), Index.of(round_)
    possible = set(zip(field.pairs.sharers.tolist(), field.pairs.learners.tolist(), strict=True))
    learners = [at for at, limit in enumerate(field.register.may_learn) if limit]
    first, ten, asked = 0, 0, 0
    for at, listed in zip(learners, peers.overlap_lists(field, random.Random(1), learners), strict=True):
        asked += bool(listed)
        first += any((sharer, at) in possible for sharer in listed[:1])
        ten += any((sharer, at) in possible for sharer in listed[:10])
    firsts = [(at, one) for at in learners for one in index.to_learn_from(index.roster.people[at].id, 1)]
    kept = sum((index.roster.row[one.sharer], at) in possible for at, one in firsts)
    return 100 * first / max(1, asked), 100 * ten / max(1, asked), 100 * kept / max(1, len(firsts))


if __name__ == "__main__":
    main()
