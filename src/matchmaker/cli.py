"""`matchmaker plan` and `matchmaker check`: the contract's command line."""

import argparse
import gc
import signal
import sys
from pathlib import Path
from types import FrameType

from matchmaker import auditing, reading, reading_plans
from matchmaker.effort import Progress
from matchmaker.planning import plan_round
from matchmaker.reading import Unreadable
from matchmaker.shapes import Plan
from matchmaker.writing import plan_json


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 for done, 1 for a plan that does not hold, 2 for input that cannot be read."""
    gc.disable()  # a command ends before its garbage matters, and looking for some doubles the time of reading
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except Unreadable as error:
        print(f"matchmaker: {error}", file=sys.stderr)  # noqa: T201
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="matchmaker", description="Plan a round, or check a plan.")
    commands = parser.add_subparsers(required=True, metavar="plan | check")
    plan = commands.add_parser("plan", help="write the best plan of a round")
    plan.add_argument("round", help="the round as JSON, - for standard input")
    plan.add_argument("--output", default="-", help="where the plan goes, - for standard output")
    plan.add_argument("--time-limit", type=_seconds, default=60.0, help="seconds the search may take")
    plan.add_argument("--seed", type=int, default=0)
    plan.add_argument("--threads", type=_count, default=1)
    plan.add_argument("--before", help="an earlier plan of nearly the same round, for a head start")
    plan.set_defaults(run=_plan)
    check = commands.add_parser("check", help="hold a plan against every rule")
    check.add_argument("round", help="the round as JSON, - for standard input")
    check.add_argument("plan", help="the plan as JSON, - for standard input")
    check.set_defaults(run=_check)
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
    written = plan_json(plan)
    if asked.output == "-":
        sys.stdout.write(written)
        return 0
    try:
        Path(asked.output).write_text(written)
    except OSError as error:
        raise Unreadable(f"{asked.output}: {error.strerror}") from error
    return 0


def _check(asked: argparse.Namespace) -> int:
    round_ = reading.read_round(_read(asked.round))
    plan, gap = reading_plans.read_plan(_read(asked.plan))
    report = auditing.check(round_, plan, stated_gap=gap)
    for line in report.lines():
        print(line)  # noqa: T201
    return 1 if report.broken else 0
