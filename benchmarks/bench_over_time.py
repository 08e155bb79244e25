"""Time to be served: twelve monthly rounds with the same people, by method.

    python benchmarks/bench_over_time.py [--data DIR] [--people 730] [--seeds 101] [--time-limit 10]

Each month the method plans a round; everybody in it meets. Pairs of a sharer and a learner who met are in `met` from
then on, served wishes leave the list, and the part of equity that the programme gives to people never connected before
(50 points) goes with their first connection; the parts for region and language stay. Hours and limits are the same
each month. Synthetic rounds; `optimal pairs` needs `pip install rustworkx` for this benchmark only. Printed: wishes
learned and people served at least once after 1, 3, 6 and 12 rounds; medians over the seeds.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import measured_rounds
import peers

from matchmaker.planning import plan_round
from matchmaker.shapes import Person, Plan, Round, pair

SHOWN = (1, 3, 6, 12)
NEVER_CONNECTED = 50
Planner = Callable[[Round, int], Plan]


def main() -> None:
    """Let the months pass for every method and print the table."""
    parser = measured_rounds.parser(__doc__)
    parser.add_argument("--people", type=int, default=730)
    parser.add_argument("--seeds", type=int, nargs="*", default=[101])
    parser.add_argument("--time-limit", type=float, default=10, help="seconds for each of our plans")
    asked = parser.parse_args()
    measured_rounds.begin(asked, "numpy", "highspy", "numba", "rustworkx")
    rounds = [measured_rounds.synthetic(asked.data, asked.people, seed) for seed in asked.seeds]
    wishes = statistics.median(sum(len(one.learn) for one in round_.people) for round_ in rounds)
    print(f"{asked.people:,} people, {wishes:,.0f} wishes, seeds {asked.seeds}: wishes learned / people served")
    print("| method | " + " | ".join(f"month {month}" for month in SHOWN) + " | CPU s |\n|---|" + "---|" * 5)
    for name, planner in methods(asked).items():
        start = time.process_time()
        try:
            runs = [list(months(round_, planner)) for round_ in rounds]
        except ImportError as error:
            print(f"| {name} | {error.name} is not installed | | | | |")
            continue
        told = [[statistics.median(column) for column in zip(*month, strict=True)] for month in zip(*runs, strict=True)]
        cells = [f"{told[month - 1][0]:,.0f} / {told[month - 1][1]:,.0f}" for month in SHOWN]
        print(f"| {name} | " + " | ".join(cells) + f" | {time.process_time() - start:.1f} |", flush=True)


def methods(asked: argparse.Namespace) -> dict[str, Planner]:
    """Every way to plan a month."""

    def by(method: peers.Method, *, groups: bool = False) -> Planner:
        return lambda round_, month: peers.planned(round_, method, month, groups=groups)

    return {
        "random": by(peers.at_random),
        "first come": by(peers.first_come),
        "greedy pairs": by(peers.greedy),
        "optimal pairs (rustworkx)": by(peers.optimal_pairs),
        "greedy groups": by(peers.greedy, groups=True),
        "ours": lambda round_, month: plan_round(round_, time_limit=asked.time_limit, seed=month),
    }


def months(round_: Round, planner: Planner) -> Iterator[tuple[int, int]]:
    """Wishes learned and people served so far, after each of twelve months."""
    learned, served = 0, set()
    for month in range(1, 13):
        plan = planner(round_, month)
        learned += sum(len(c.learners) for c in plan.connections)
        served |= {name for c in plan.connections for name in c.learners}
        round_ = after(round_, plan)
        yield learned, len(served)


def after(round_: Round, plan: Plan) -> Round:
    """The round of the month after this plan."""
    met = round_.met | {pair(c.sharer, name) for c in plan.connections for name in c.learners}
    served = {(name, c.topic) for c in plan.connections for name in c.learners}
    connected = {name for c in plan.connections for name in c.people}
    first_time = connected - {name for two in round_.met for name in two}

    def later(person: Person) -> Person:
        learn = tuple(wish for wish in person.learn if (person.id, wish.topic) not in served)
        less = NEVER_CONNECTED if person.id in first_time else 0
        return replace(person, learn=learn, equity=max(0, person.equity - less))

    return replace(round_, people=tuple(later(person) for person in round_.people), met=met)


if __name__ == "__main__":
    main()
