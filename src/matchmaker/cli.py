"""`matchmaker plan` and `matchmaker check`, the contract's command line; `matchmaker summary` for the team."""

import argparse
import gc
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType

from matchmaker import checking, reading, reading_plans
from matchmaker.effort import Progress
from matchmaker.planning import plan_round
from matchmaker.reading import Unreadable
from matchmaker.shapes import Plan, Round
from matchmaker.writing import plan_json, summary_json


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 for done, 1 for a plan that does not hold, 2 for input that cannot be read."""
    gc.disable()  # a command ends before its garbage matters, and looking for some doubles the time of reading
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except Unreadable as error:
        print(f"matchmaker: {error}", file=sys.stderr)  # noqa: T201
        return 2
    finally:
        gc.freeze()  # nor is any looked for on the way out


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="matchmaker", description="Plan a round, check a plan, sum it up.")
    commands = parser.add_subparsers(required=True, metavar="plan | check | summary")
    plan = commands.add_parser("plan", help="write the best plan of a round")
    plan.add_argument("round", help="the round as JSON, - for standard input")
    plan.add_argument("--output", default="-", help="where the plan goes, - for standard output")
    plan.add_argument("--time-limit", type=_seconds, default=60.0, help="seconds the search may take")
    plan.add_argument("--seed", type=int, default=0)
    plan.add_argument("--threads", type=_count, default=1)
    plan.add_argument("--before", help="an earlier plan of nearly the same round, for a head start")
    plan.set_defaults(run=_plan)
    check = commands.add_parser("check", help="hold a plan against every rule")
    check.set_defaults(run=_check)
    summed = commands.add_parser(
        "summary", help="who is served and what one more of something would open (for the team)"
    )
    summed.add_argument("--regions", help="a JSON object from people's ids to their regions")
    summed.set_defaults(run=_summary)
    for command in (check, summed):
        command.add_argument("round", help="the round as JSON, - for standard input")
        command.add_argument("plan", help="the plan as JSON, - for standard input")
    return parser


def _seconds(said: str) -> float:
    seconds = float(said)
    if not 0 <= seconds < 10**9:
        raise ValueError(said)
    return seconds


def _count(said: str) -> int:
    if int(said) < 1:
        raise ValueError(said)
    return int(said)


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from error


class Interrupt:
    """Control-C asks the search to stop with the best plan it has."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True

    def watch(self, progress: Progress) -> bool:
        """False once asked to stop."""
        return not self.asked


def _plan(asked: argparse.Namespace) -> int:
    round_ = reading.read_round(_read(asked.round))
    before: Plan | None = reading_plans.read_plan(_read(asked.before))[0] if asked.before else None
    plan = plan_round(
        round_,
        time_limit=asked.time_limit,
        seed=asked.seed,
        threads=asked.threads,
        watch=Interrupt().watch,
        before=before,
    )
    _write(asked.output, plan_json(plan))
    return 0


def _write(name: str, written: str) -> None:
    try:
        if name == "-":
            sys.stdout.write(written)
        else:
            Path(name).write_text(written)
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from error


def _check(asked: argparse.Namespace) -> int:
    round_ = reading.read_round(_read(asked.round))
    plan, gap = reading_plans.read_plan(_read(asked.plan))
    report = import_module("matchmaker.auditing").check(round_, plan, stated_gap=gap)  # it loads a solver of its own
    for line in report.lines():
        print(line)  # noqa: T201
    return 1 if report.broken else 0


def _summary(asked: argparse.Namespace) -> int:
    round_ = reading.read_round(_read(asked.round))
    plan, _ = reading_plans.read_plan(_read(asked.plan))
    regions = _regions(reading.load(_read(asked.regions)), round_) if asked.regions else None
    broken = checking.broken_rules(round_, plan.connections)
    if broken:
        print(f"matchmaker: the plan does not hold: {broken[0]}", file=sys.stderr)  # noqa: T201
        return 1
    summary = import_module("matchmaker.summary").summary  # it loads arrays, for which other commands need not wait
    sys.stdout.write(summary_json(summary(round_, plan, regions)))
    return 0


def _regions(value: object, round_: Round) -> dict[str, str]:
    known = {person.id for person in round_.people}
    found = reading.keys(value, set(), known, "regions")
    return {name: reading.text(region, f"regions: {reading.said(name)}") for name, region in found.items()}
