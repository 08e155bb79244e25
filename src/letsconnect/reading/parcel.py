"""A file as read, ready to be brought in."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from letsconnect.reading import files
from letsconnect.reading.books import Books
from letsconnect.reading.columns import column_name, field_of, mapped
from letsconnect.reading.keys import key_of
from letsconnect.reading.profiles import capx_profiles, legacy_profiles
from letsconnect.reading.tables import Reads, registrations_in, silent

MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Source:
    """The file the facts come from, as the ledger and the provenance of each fact name it; `columns` by field."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    language: str = ""

    def row(self, number: int) -> str:
        """Where a fact stood: "import registrations.csv row 12"."""
        tail = f" row {number}"
        return f"import {self.name}"[: MOST_LETTERS - len(tail)] + tail

    def column(self, question: str) -> str:
        return self.columns.get(question, question)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a file says, and what is needed to bring it in: where it is from, and the mapping to remember.

    `is_part`: only some of its rows, mended; the file's numbers stay.
    """

    reads: Reads
    source: Source
    books: Books
    digest: str
    header: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    is_part: bool = False


def parcel_of_forms(
    data: bytes,
    name: str,
    books: Books,
    *,
    chosen: Mapping[str, str] | None = None,
    tell: Callable[[int], None] = silent,
) -> Parcel:
    """The registrations in a spreadsheet; `chosen`: column to field. Refused when it cannot be read as one."""
    table = files.read(data)
    places = mapped(table.header, chosen)
    return Parcel(
        reads=registrations_in(table, places, books, tell),
        source=source_of(name, table.header, places),
        books=books,
        digest=digest_of(data),
        header=tuple(column_name(table.header, place) for place in range(len(table.header))),
        mapping={column_name(table.header, place): places.get(place, "") for place in range(len(table.header))},
    )


def source_of(name: str, header: tuple[str, ...], places: Mapping[int, str]) -> Source:
    """The form was in Korean where its headings are, else in English; nobody can tell where none is known."""
    known = [heading for heading in header if field_of(heading)]
    korean = any("가" <= letter <= "힣" for heading in known for letter in heading)
    columns = {field: header[place] for place, field in places.items()}
    return Source(name, columns, ("ko" if korean else "en") if known else "")


def parcel_of_legacy(data: bytes, name: str, books: Books) -> Parcel:
    """The legacy profiles in a JSON file. Refused when there are none."""
    return Parcel(legacy_profiles(data, books), Source(name), books, digest_of(data))


def parcel_of_capx(data: bytes, name: str, books: Books, slug_by_capx_id: Mapping[str, str]) -> Parcel:
    """The profiles in pages of Capacity Exchange's API. Refused when there are none."""
    return Parcel(capx_profiles(data, books, slug_by_capx_id), Source(name), books, digest_of(data))


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def header_digest_of(header: tuple[str, ...]) -> str:
    """The same for files whose columns have the same headings."""
    return digest_of("\n".join(map(key_of, header)).encode())
