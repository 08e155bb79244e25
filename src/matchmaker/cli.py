"""`matchmaker plan` and `matchmaker check`, the contract's command line; `matchmaker summary` for the team."""

import argparse
import errno
import gc
import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

from matchmaker import checking, reading, reading_plans
from matchmaker.effort import Progress
from matchmaker.planning import plan_round
from matchmaker.reading import Unreadable
from matchmaker.shapes import Round
from matchmaker.writing import plan_json, summary_json

SEEDS, THREADS = 2**31 - 1, 64
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 for done, 1 for a plan that does not hold, 2 for input that cannot be read."""
    gc.disable()  # a command ends before its garbage matters, and looking for some doubles the time of reading
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except Unreadable as error:
        print(f"matchmaker: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        print("matchmaker: interrupted", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    finally:
        gc.freeze()  # nor is any looked for on the way out


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the command."""

    def error(self, message: str) -> NoReturn:
        """End with 2."""
        self.exit(2, f"matchmaker: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="matchmaker", description="Plan a round, check a plan, sum it up.")
    commands = parser.add_subparsers(required=True, metavar="plan | check | summary")
    plan = commands.add_parser("plan", help="write the best plan of a round")
    plan.add_argument("round", help="the round as JSON, - for standard input")
    plan.add_argument("--output", default="-", help="where the plan goes, - for standard output")
    plan.add_argument("--time-limit", type=_seconds, default=60.0, help="seconds the search may take")
    plan.add_argument("--seed", type=_seed, default=0)
    plan.add_argument("--threads", type=_threads, default=1)
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
    try:
        seconds = float(said)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 10**9:
        raise argparse.ArgumentTypeError(f"must be seconds from 0 on, not {reading.said(said)}")
    return seconds


def _seed(said: str) -> int:
    return _number(said, 0, SEEDS)


def _threads(said: str) -> int:
    return _number(said, 1, THREADS)


def _number(said: str, low: int, high: int) -> int:
    try:
        return reading.whole(int(said), low, high, "")
    except ValueError:
        wrong = f"must be a whole number from {low} to {high}, not {reading.said(said)}"
        raise argparse.ArgumentTypeError(wrong) from None


def _read(name: str) -> bytes:
    try:
        if name != "-":
            return Path(name).read_bytes()
        with open(0, "rb", closefd=False) as given:
            found = given.read()
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from error
    if not found:  # as it is when both files were to come from there
        raise Unreadable("-: nothing is left to read")
    return found


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
    started = time.perf_counter()
    _may_write(asked.output)
    round_ = reading.read_round(_read(asked.round))
    before = reading_plans.read_earlier(_read(asked.before)) if asked.before else None
    plan = plan_round(
        round_,
        time_limit=asked.time_limit,
        seed=asked.seed,
        threads=asked.threads,
        watch=Interrupt().watch,
        before=before,
        gone=time.perf_counter() - started,
    )
    _write(asked.output, plan_json(plan))
    return 0


def _may_write(name: str) -> None:
    """Refuse at once what could not be written after the search."""
    place = Path(name)
    if name != "-" and (wrong := _hindrance(place, place if place.exists() else place.parent)):
        raise Unreadable(f"{name}: {os.strerror(wrong)}")


def _hindrance(place: Path, there: Path) -> int:
    if place.is_dir() or not there.exists():
        return errno.EISDIR if place.is_dir() else errno.ENOENT
    return 0 if os.access(there, os.W_OK) else errno.EACCES


def _write(name: str, written: str) -> None:
    try:
        if name != "-":
            Path(name).write_text(written)
            return
        spoken = getattr(sys.stdout, "encoding", None) or "utf-8"
        print(written.encode(spoken, "backslashreplace").decode(spoken), end="", flush=True)  # noqa: T201
    except OSError as error:
        if name == "-":  # else what could not be written is tried again on the way out
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise Unreadable(f"{name}: {error.strerror}") from error


def _check(asked: argparse.Namespace) -> int:
    round_ = reading.read_round(_read(asked.round))
    plan, gap = reading_plans.read_plan(_read(asked.plan))
    report = import_module("matchmaker.auditing").check(round_, plan, stated_gap=gap)  # it loads a solver of its own
    _write("-", "".join(f"{line}\n" for line in report.lines()))
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
    _write("-", summary_json(summary(round_, plan, regions)))
    return 0


def _regions(value: object, round_: Round) -> dict[str, str]:
    known = {person.id for person in round_.people}
    found = reading.keys(value, set(), known, "regions")
    return {name: reading.text(region, f"regions: {reading.said(name)}") for name, region in found.items()}
