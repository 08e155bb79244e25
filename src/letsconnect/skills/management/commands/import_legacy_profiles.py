from typing import Any

from letsconnect.skills.importing.parcel import Parcel, parcel_of_legacy
from letsconnect.skills.management.importing import ImportCommand
from letsconnect.skills.queries.known import books_now


class Command(ImportCommand):
    help = "Bring in the legacy Let's Connect profiles (JSON)."

    def parcel(self, data: bytes, name: str, options: dict[str, Any]) -> Parcel:
        return parcel_of_legacy(data, name, books_now())
