"""From a table to registrations; the records that cannot be read are set aside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from letsconnect.reading.books import Books
from letsconnect.reading.columns import column_name
from letsconnect.reading.files import Table
from letsconnect.reading.registration import Registration
from letsconnect.reading.rows import registration_of

EVERY = 1000


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that belongs to nobody yet, as it stands; `cells` is empty where nothing may be stored."""

    row: int
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Reads:
    """All records of a file, each in one of three places."""

    registrations: list[Registration] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    def count(self) -> int:
        return len(self.registrations) + len(self.set_aside) + len(self.empty)


def silent(_done: int) -> None:
    return None


def registrations_in(
    table: Table, places: Mapping[int, str], books: Books, tell: Callable[[int], None] = silent
) -> Reads:
    """Every record of the table, read by this mapping (place of the column to field)."""
    reads = Reads()
    for row, cells in table.numbered():
        read_record(reads, row, cells, table.header, places, books)
        if row % EVERY == 0:
            tell(row - 1)
    return reads


def read_record(
    reads: Reads, row: int, cells: list[str], header: tuple[str, ...], places: Mapping[int, str], books: Books
) -> None:
    """Put one record where it belongs."""
    if not any(cell.strip() for cell in cells):
        reads.empty.append(row)
        return
    if len(cells) != len(header):
        reads.set_aside.append(SetAside(row, "other_number_of_cells", tuple(cells)))
        return
    known = {places[place]: (header[place], cell) for place, cell in enumerate(cells) if place in places}
    others = {column_name(header, place): cell for place, cell in enumerate(cells) if place not in places}
    registration = registration_of(row, known, books, others)
    if registration.username or registration.email:
        reads.registrations.append(registration)
    else:
        reads.set_aside.append(SetAside(row, "nobody_named", tuple(cells)))
