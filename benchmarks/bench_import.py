"""10,000 registrations in one go: time, memory, and every row accounted for; then once more, changing nothing.

Run on a database of its own (SQLite in a temporary folder), or on DATABASE_URL.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

HOW_MANY, SEED = 10_000, 20220325
HOME = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{HOME.name}/bench.sqlite3")
os.environ.setdefault("LETSCONNECT_HOME", HOME.name)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "letsconnect.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from registrations import registrations  # noqa: E402

from letsconnect.intake.actions.bringing import bring_in  # noqa: E402
from letsconnect.intake.queries.known import books_now  # noqa: E402
from letsconnect.reading.parcel import parcel_of_forms  # noqa: E402
from letsconnect.reading.report import Report  # noqa: E402


def memory() -> float:
    """The most this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(name: str, data: bytes) -> Report:
    start, before = time.perf_counter(), memory()
    parcel = parcel_of_forms(data, "bench.csv", books_now())
    read = time.perf_counter()
    report = bring_in(parcel, by=None)
    end = time.perf_counter()
    unaccounted = report.rows - report.rows_of_people - report.rows_empty - len(report.rows_set_aside)
    print(
        f"{name}: {end - start:.1f} s (reading {read - start:.1f}, bringing in {end - read:.1f}), "
        f"memory {memory():.0f} MB (+{memory() - before:.0f}), rows {report.rows}, created {report.people_created}, "
        f"updated {report.people_updated}, unchanged {report.people_unchanged}, set aside "
        f"{len(report.rows_set_aside)}, empty {report.rows_empty}, unaccounted for {unaccounted}"
    )
    return report


def main() -> int:
    call_command("migrate", verbosity=0)
    data = registrations(HOW_MANY, SEED)
    print(f"{HOW_MANY} registrations, {len(data) / 1e6:.1f} MB")
    first, second = run("first time", data), run("second time", data)
    print(f"changed by the second time: {second.people_created + second.people_updated}")
    accounted = all(
        one.rows == HOW_MANY == one.rows_of_people + one.rows_empty + len(one.rows_set_aside) for one in (first, second)
    )
    return 0 if accounted and second.people_created + second.people_updated == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
