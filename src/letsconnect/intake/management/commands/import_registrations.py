from argparse import ArgumentParser
from typing import Any

from letsconnect.intake.management.importing import ImportCommand
from letsconnect.intake.queries.known import books_now
from letsconnect.reading.columns import FIELDS, choices
from letsconnect.reading.parcel import Parcel, parcel_of_forms


class Command(ImportCommand):
    help = "Bring in registrations from a spreadsheet of the registration form (CSV or XLSX)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--map",
            metavar="COLUMN=FIELD",
            action="append",
            default=[],
            help=f"a column with another heading; fields: {', '.join(FIELDS)}; nothing after = leaves a column out",
        )

    def parcel(self, data: bytes, name: str, options: dict[str, Any]) -> Parcel:
        chosen = choices(options["map"])
        return parcel_of_forms(data, name, books_now(), chosen=chosen, tell=self.progress("rows read"))
