"""What the three import commands have in common: read, bring in, tell; exit 2 with one sentence when refused."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand

from letsconnect.intake.actions.bringing import bring_in
from letsconnect.reading.files import bytes_at
from letsconnect.reading.parcel import Parcel
from letsconnect.reading.refusing import Refused
from letsconnect.reading.report import Report
from letsconnect.reading.wording import sentence_for

REFUSED = 2


class ImportCommand(BaseCommand):
    """A command that brings in a file."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--report", metavar="OUT.json", type=Path, help="where to write the whole report")

    def parcel(self, data: bytes, name: str, options: dict[str, Any]) -> Parcel:
        """The file as read; each command knows its kind."""
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            out = writable(options["report"])
            parcel = self.parcel(bytes_at(options["file"]), options["file"].name, options)
            report = bring_in(parcel, by=None, dry_run=options["dry_run"], tell=self.progress("saved"))
        except Refused as refused:
            self.stderr.write(sentence_for(refused))
            sys.exit(REFUSED)
        if out:
            with out:
                json.dump(report.as_json(), out, ensure_ascii=False, indent=1)
        self.stdout.write(summary(report, dry_run=options["dry_run"]))

    def progress(self, what: str) -> Callable[[int], None]:
        def tell(done: int) -> None:
            self.stderr.write(f"{done} {what}")

        return tell


def writable(path: Path | None) -> TextIO | None:
    """The report's file, opened before anything is changed."""
    try:
        return path.open("w", encoding="utf-8") if path else None
    except OSError:
        raise Refused("no_report", str(path)) from None


def summary(report: Report, *, dry_run: bool) -> str:
    """The numbers, one a line."""
    lines = [f"{name.replace('_', ' ')}: {number}" for name, number in report.counts().items()]
    return "\n".join(["Nothing was changed; this would happen:" if dry_run else "Brought in.", *lines])
