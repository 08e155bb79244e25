"""Time, memory and proved gap of `matchmaker plan`: medians and worst by size, and a plot of growth.

    python benchmarks/bench_matchmaker.py [ROUND.json ...] [--sizes 140 1000 10000] [--seeds 101 ... 105]
        [--time-limit SECONDS] [--threads 2] [--check] [--large] [--plot growth.svg] [--data DIR]

Without rounds it makes them: DIR (or MATCHING_DATA, or shared/matching-data beside the checkout) holds `make_round.py`.
Each round is planned by the command in a process of its own, so reading, importing and writing all count. Each size is
planned within its own time limits, `--large` adds 100,000 people. Then one in a hundred people of every round changes,
or one person, and it is planned again from the earlier plan (the median of five runs; up to 10,000 people); and one
round is planned, and planned again, with nothing compiled yet. The plot is of the time that the first round of each
size needs to come within three in a hundred of its bound: time limits double until one suffices.
"""

import argparse
import json
import math
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

COMMAND = [sys.executable, "-m", "matchmaker"]
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "matching-data"
LIMITS = {140: ["10"], 1_000: ["2", "10", "60"], 10_000: ["5", "30", "120"], 100_000: ["600"]}
AGAIN, NEAR = 10_000, 3.0
HEADS = "| people | limit s | rounds | wall s (worst) | CPU s | peak MB | gap % (worst) | optimal | check CPU s (MB) |"


def main() -> None:
    """Plan every round and print what it took."""
    asked = _parser().parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "highspy"))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}")
    print(f"load before: {os.getloadavg()[0]:.1f} (above the number of idle cores, times are too long)")
    with tempfile.TemporaryDirectory() as folder:
        rounds = asked.rounds or made(asked, Path(folder))
        measure(rounds[0], asked, "10")  # compiled from here on
        if asked.plot:
            asked.plot.write_text(drawn(growth(rounds, asked)))
        table(rounds, asked, Path(folder))
        cold(rounds[min(len(rounds) - 1, len(asked.seeds))], asked, Path(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="*", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[140, 1_000, 10_000])
    parser.add_argument("--seeds", nargs="+", type=int, default=[101, 102, 103, 104, 105])
    parser.add_argument("--time-limit", help="the same for all, instead of each size's own")
    parser.add_argument("--threads", default="2")
    parser.add_argument("--check", action="store_true", help="hold each plan against every rule too, and measure that")
    parser.add_argument("--large", action="store_true", help="100,000 people too (one seed)")
    parser.add_argument("--plot", type=Path, help="draw time and memory by size as SVG")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("MATCHING_DATA", BESIDE)))
    return parser


def made(asked: argparse.Namespace, folder: Path) -> list[Path]:
    """The rounds of the sizes and seeds asked for, made anew."""
    maker = asked.data / "make_round.py"
    if not maker.exists():
        raise SystemExit(f"{asked.data} holds no make_round.py; name rounds, or say where it is with --data")
    wanted = [(size, seed) for size in asked.sizes for seed in asked.seeds]
    wanted += [(100_000, asked.seeds[0])] if asked.large else []
    for size, seed in wanted:
        place = folder / f"round-{size}-{seed}.json"
        subprocess.run([sys.executable, maker, str(size), str(seed), place], check=True)
    return [folder / f"round-{size}-{seed}.json" for size, seed in wanted]


def table(rounds: list[Path], asked: argparse.Namespace, folder: Path) -> None:
    """Every round within every limit of its size, one printed line for each size and limit."""
    runs: dict[tuple[int, str], list[dict]] = defaultdict(list)
    for path in rounds:
        round_ = json.loads(path.read_bytes())
        people = len(round_["people"])
        for limit in [asked.time_limit] if asked.time_limit else LIMITS.get(people, ["60"]):
            runs[people, limit].append(measure(path, asked, limit, keep=folder / "before.json"))
            print(people, path.name, limit, runs[people, limit][-1], flush=True)
        for kind, share in (("one in 100 changed", 100), ("one changed", people)) if people <= AGAIN else ():
            runs[people, kind].append(again(changed(round_, share), asked, folder))
            print(people, path.name, kind, runs[people, kind][-1], flush=True)
    rows = [summary(*key, held) for key, held in sorted(runs.items())]
    print(HEADS + "\n|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row['people']:,} | {row['limit']} | {row['rounds']} | {row['wall']:.2f} ({row['worst_wall']:.2f}) "
            f"| {row['cpu']:.2f} | {row['memory']:.0f} | {row['gap']:.3f} ({row['worst_gap']:.3f}) | {row['optimal']} "
            f"| {row['check']:.2f} ({row['check_memory']:.0f}) |"
        )


def changed(round_: dict, share: int) -> dict:
    """The round after one in so many changed: a third left, a third moved their hours by ten, a third is new.

    Who is new has the topics and limits of somebody and the hours of somebody else. Of one, it is the hours that move.
    """
    chance, people = random.Random(1), list(round_["people"])
    told = chance.sample(people, max(1, len(people) // share))
    third = len(told) // 3
    gone = {person["id"] for person in told[:third]}
    moved = {person["id"] for person in told[2 * third :]}
    new = [{**one, "id": f"new-{one['id']}", "free": chance.choice(people)["free"]} for one in told[third : 2 * third]]
    kept = [later(one) if one["id"] in moved else one for one in people if one["id"] not in gone]
    pairs = {key: [two for two in round_[key] if not gone.intersection(two)] for key in ("met", "never")}
    return round_ | pairs | {"people": kept + new}


def later(person: dict) -> dict:
    """The same person ten hours later in the week."""
    free = [[(start + 20) % 336, (start + 20) % 336 + end - start] for start, end in person["free"]]
    return person | {"free": free}


def again(round_: dict, asked: argparse.Namespace, folder: Path) -> dict:
    """The median of five runs of the changed round, planned from the plan before."""
    place = folder / "changed.json"
    place.write_text(json.dumps(round_))
    runs = [measure(place, asked, "10", before=folder / "before.json") for _ in range(5)]
    return sorted(runs, key=lambda run: run["wall"])[2]


def cold(path: Path, asked: argparse.Namespace, folder: Path) -> None:
    """How long the command takes when nothing is compiled yet."""
    before = folder / "before.json"
    for at, start in enumerate((None, before)):
        place = {**os.environ, "NUMBA_CACHE_DIR": str(folder / f"compiled-{at}")}
        run = measure(path, asked, "60", keep=None if start else before, before=start, environment=place)
        how = "planned again" if start else "planned"
        print(f"{path.name} {how} with nothing compiled yet: {run['wall']} s of wall, {run['cpu']} s of CPU")


def measure(
    path: Path,
    asked: argparse.Namespace,
    limit: str,
    keep: Path | None = None,
    before: Path | None = None,
    environment: dict[str, str] | None = None,
) -> dict:
    """One run of the command: wall and CPU seconds, peak memory, and what the plan says."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        options = ["--time-limit", limit, "--threads", asked.threads, "--output", str(plan)]
        options += ["--before", str(before)] if before else []
        wall, used = ran(["plan", str(path), *options], environment)
        held = ran(["check", str(path), str(plan)])[1] if asked.check else None
        written = plan.read_bytes()
        if keep:
            keep.write_bytes(written)
    told = json.loads(written)
    return {
        "wall": round(wall, 3),
        "search": told["seconds"],
        "cpu": round(used.ru_utime + used.ru_stime, 3),
        "memory": used.ru_maxrss / 1024,
        "check": round(held.ru_utime + held.ru_stime, 3) if held else math.nan,
        "check_memory": held.ru_maxrss / 1024 if held else math.nan,
        "gap": round(100 * told["gap"], 4),
        "optimal": told["certificate"]["kind"] == "exhaustive",
        "value": told["value"],
        "bound": told["bound"],
    }


def ran(asked: list[str], environment: dict[str, str] | None = None) -> tuple[float, resource.struct_rusage]:
    """Wall seconds of the command and what it used; the end if it says that anything is wrong."""
    start = time.perf_counter()
    child = subprocess.Popen([*COMMAND, *asked], env=environment, stdout=subprocess.PIPE)
    told = child.stdout.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"matchmaker {' '.join(asked)} failed\n{told}")
    return time.perf_counter() - start, used


def summary(people: int, limit: str, runs: list[dict]) -> dict:
    """Median and worst over the rounds of one size."""
    return {
        "people": people,
        "limit": limit,
        "rounds": len(runs),
        "wall": statistics.median(run["wall"] for run in runs),
        "worst_wall": max(run["wall"] for run in runs),
        "cpu": statistics.median(run["cpu"] for run in runs),
        "memory": max(run["memory"] for run in runs),
        "check": statistics.median(run["check"] for run in runs),
        "check_memory": max(run["check_memory"] for run in runs),
        "gap": statistics.median(run["gap"] for run in runs),
        "worst_gap": max(run["gap"] for run in runs),
        "optimal": sum(run["optimal"] for run in runs),
    }


def growth(rounds: list[Path], asked: argparse.Namespace) -> dict[int, dict]:
    """By size, the first run of its first round that came within NEAR; the smallest first and before all else, for a
    process counts the memory of the one that started it."""
    found: dict[int, dict] = {}
    for path in sorted(rounds, key=lambda one: one.stat().st_size):
        people = path.read_bytes().count(b'"learn_limit"')
        limit = people / 2_000
        while people not in found:
            run = measure(path, asked, str(limit))
            print(
                f"{people} {path.name} {limit} s: gap {run['gap']} %, {run['wall']} s, {run['memory']:.0f} MB",
                flush=True,
            )
            if run["gap"] <= NEAR:
                found[people] = run
            limit *= 2
    return found


def drawn(runs: dict[int, dict]) -> str:
    """Wall time (blue) and peak memory (brown) by number of people, and the floor of one exact look at every offer
    (grey: about 17 records for each of 0.8 offers a person at 10 ns, twenty looks); all axes in powers of ten."""
    sizes = list(runs)
    lines = _line(sizes, [run["wall"] for run in runs.values()], "#36c", "s")
    lines += _line(sizes, [run["memory"] for run in runs.values()], "#a66200", "MB")
    lines += _line(sizes, [20 * 0.8 * size * 17 * 1e-8 for size in sizes], "#72777d", "s")
    marks = [f'<text x="{40 + 130 * (power - 2)}" y="340">{10**power:,} people</text>' for power in (2, 3, 4, 5)]
    told = (
        ("#a66200", "peak memory"),
        ("#36c", "until within 3 % of the bound"),
        ("#72777d", "looking at 17 records an offer, 20 times"),
    )
    marks += [
        f'<text x="40" y="{14 + 14 * at}" fill="{colour}">{text}</text>' for at, (colour, text) in enumerate(told)
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 350" role="img" '
        'font-family="sans-serif" font-size="11" style="background:#fff">'
        "<title>Growth of time and memory with the number of people</title>" + "".join(lines + marks) + "</svg>\n"
    )


def _line(sizes: list[int], values: list[float], colour: str, unit: str) -> list[str]:
    points = [
        (40 + 130 * (math.log10(size) - 2), 180 - 45 * math.log10(max(value, 0.0005)))
        for size, value in zip(sizes, values, strict=True)
    ]
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    lines = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
    for (x, y), value in zip(points, values, strict=True):
        lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>')
        lines.append(f'<text x="{x + 5:.0f}" y="{y - 5:.0f}" fill="{colour}">{_said(value, unit)}</text>')
    return lines


def _said(value: float, unit: str) -> str:
    """The value with two digits that count, gigabytes from 1,000 megabytes on."""
    if unit == "MB" and value >= 1_000:
        value, unit = value / 1_000, "GB"
    return f"{value:.{max(0, 1 - math.floor(math.log10(value)))}f} {unit}"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
