from typing import Any

from letsconnect.intake.management.importing import ImportCommand
from letsconnect.intake.queries.known import books_now
from letsconnect.reading.parcel import Parcel, parcel_of_legacy


class Command(ImportCommand):
    help = "Bring in the legacy Let's Connect profiles (JSON)."

    def parcel(self, data: bytes, name: str, options: dict[str, Any]) -> Parcel:
        return parcel_of_legacy(data, name, books_now())
