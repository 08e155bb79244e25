from typing import Any

from letsconnect.intake.management.importing import ImportCommand
from letsconnect.intake.queries.known import books_now, slug_by_capx_id
from letsconnect.reading.parcel import Parcel, parcel_of_capx


class Command(ImportCommand):
    help = "Bring in profiles from saved pages of Capacity Exchange's public API (JSON of /users/)."

    def parcel(self, data: bytes, name: str, options: dict[str, Any]) -> Parcel:
        return parcel_of_capx(data, name, books_now(), slug_by_capx_id())
