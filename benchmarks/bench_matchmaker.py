"""Time, memory and proved gap of `matchmaker plan` on given rounds: medians and worst by size, and a plot of growth.

    python benchmarks/bench_matchmaker.py ROUND.json ... [--time-limit 60] [--threads 1] [--check] [--plot growth.svg]

Each round is planned by the command in a process of its own, so reading, importing and writing all count.
"""

import argparse
import json
import math
import os
import platform
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


def main() -> None:
    """Plan every round given and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="+", type=Path)
    parser.add_argument("--time-limit", default="60")
    parser.add_argument("--threads", default="1")
    parser.add_argument("--check", action="store_true", help="hold each plan against every rule too")
    parser.add_argument("--plot", type=Path, help="draw time and memory by size as SVG")
    asked = parser.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "highspy"))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}")
    print(f"load before: {os.getloadavg()[0]:.1f} (above the number of idle cores, times are too long)")
    by_size: dict[int, list[dict]] = defaultdict(list)
    for path in asked.rounds:
        people = len(json.loads(path.read_bytes())["people"])
        by_size[people].append(measure(path, asked))
        print(people, path.name, by_size[people][-1])
    rows = [summary(people, runs) for people, runs in sorted(by_size.items())]
    print("| people | rounds | wall s (worst) | CPU s | peak MB | gap % (worst) | proved optimal |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row['people']:,} | {row['rounds']} | {row['wall']:.2f} ({row['worst_wall']:.2f}) | {row['cpu']:.2f} "
            f"| {row['memory']:.0f} | {row['gap']:.3f} ({row['worst_gap']:.3f}) | {row['optimal']} |"
        )
    if asked.plot:
        asked.plot.write_text(drawn(rows))


def measure(path: Path, asked: argparse.Namespace) -> dict:
    """One run of the command: wall and CPU seconds, peak memory, and what the plan says."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        options = ["--time-limit", asked.time_limit, "--threads", asked.threads, "--output", str(plan)]
        child = subprocess.Popen([*COMMAND, "plan", str(path), *options])
        start = time.perf_counter()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        if status:
            raise SystemExit(f"{path}: the command failed")
        if asked.check and subprocess.run([*COMMAND, "check", str(path), str(plan)], check=False).returncode:
            raise SystemExit(f"{path}: the plan does not hold")
        told = json.loads(plan.read_bytes())
    return {
        "wall": round(wall, 3),
        "cpu": round(used.ru_utime + used.ru_stime, 3),
        "memory": used.ru_maxrss / 1024,
        "gap": 100 * told["gap"],
        "optimal": told["certificate"]["kind"] == "exhaustive",
        "value": told["value"],
        "bound": told["bound"],
    }


def summary(people: int, runs: list[dict]) -> dict:
    """Median and worst over the rounds of one size."""
    return {
        "people": people,
        "rounds": len(runs),
        "wall": statistics.median(run["wall"] for run in runs),
        "worst_wall": max(run["wall"] for run in runs),
        "cpu": statistics.median(run["cpu"] for run in runs),
        "memory": max(run["memory"] for run in runs),
        "gap": statistics.median(run["gap"] for run in runs),
        "worst_gap": max(run["gap"] for run in runs),
        "optimal": sum(run["optimal"] for run in runs),
    }


def drawn(rows: list[dict]) -> str:
    """Wall time (blue) and peak memory (brown) by number of people, both axes in powers of ten."""
    lines = []
    for key, colour, unit in (("wall", "#36c", "s"), ("memory", "#a66200", "MB")):
        points = [
            (40 + 130 * (math.log10(row["people"]) - 2), 250 - 50 * (math.log10(max(row[key], 0.01)) + 1))
            for row in rows
        ]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), row in zip(points, rows, strict=True):
            lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>')
            lines.append(f'<text x="{x + 5:.0f}" y="{y - 5:.0f}" fill="{colour}">{row[key]:.3g} {unit}</text>')
    marks = [f'<text x="{40 + 130 * (power - 2)}" y="290">{10**power:,}</text>' for power in (2, 3, 4, 5)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 300" role="img" '
        'font-family="sans-serif" font-size="11">'
        "<title>Growth of time and memory with the number of people</title>" + "".join(lines + marks) + "</svg>\n"
    )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
