"""Reading a spreadsheet, whatever it was saved as."""

import codecs
import csv
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from letsconnect.reading.columns import field_of
from letsconnect.reading.refusing import Refused

LARGEST = 50 * 1024 * 1024
MOST_CELLS = 5_000_000
CELL = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,8})[\"']")
LENGTHS = struct.Struct("<HH")
DELIMITERS = ",;\t"
csv.field_size_limit(LARGEST)  # a long answer is no reason to refuse the file


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its records; the record after the header has number 2."""

    header: tuple[str, ...]
    records: list[list[str]]

    def numbered(self) -> Iterable[tuple[int, list[str]]]:
        return enumerate(self.records, start=2)


def read_path(path: Path) -> Table:
    """The table in a file. Refused when it is missing, too large, or not a table."""
    return read(bytes_at(path))


def bytes_at(path: Path) -> bytes:
    """The bytes of a file. Refused when it is missing or too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("too_large")
        return path.read_bytes()
    except OSError:
        raise Refused("no_file", path.name) from None


def read(data: bytes) -> Table:
    """The table in these bytes: XLSX, or CSV in UTF-8 or UTF-16. Refused when too large or not a table."""
    if len(data) > LARGEST:
        raise Refused("too_large")
    rows = sheet_rows(data) if data[:4] == b"PK\x03\x04" else text_rows(text_of(data))
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise Refused("not_a_table")
    return trimmed(rows)


def trimmed(rows: list[list[str]]) -> Table:
    """Empty columns to the right of the header do not count as cells."""
    width = max(place for place, cell in enumerate(rows[0], start=1) if cell.strip())
    return Table(
        header=tuple(cell.strip() for cell in rows[0][:width]),
        records=[row[:width] if not any(cell.strip() for cell in row[width:]) else row for row in rows[1:]],
    )


def text_of(data: bytes) -> str:
    """The text, by its byte order mark or by trying. Refused when it is not text."""
    unmarked = b"\x00" in data[:400] and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-8-sig"
    if unmarked:
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    elif data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("not_a_table") from None
    if "\x00" in text or (unmarked and not readable(text[:2000])):
        raise Refused("not_a_table")
    return text


def readable(text: str) -> bool:
    """Whether these are letters of the world, not the bytes of something else."""
    return all(sign in "\t\r\n" or unicodedata.category(sign) not in ("Cc", "Cn", "Co", "Cs") for sign in text)


def text_rows(text: str) -> list[list[str]]:
    """The rows of a CSV, cut by the delimiter under which most of the header is known."""
    try:
        first = {sign: next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), []) for sign in DELIMITERS}
        best = max(DELIMITERS, key=lambda sign: (sum(map(known, first[sign])), len(first[sign])))
        return cut(text, best)
    except csv.Error:
        raise Refused("not_a_table") from None


def cut(text: str, delimiter: str) -> list[list[str]]:
    """Strictly first, to notice a quotation that never ends; else as leniently as spreadsheets do."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        if "end of data" in str(problem):
            raise Refused("quotation_never_ends") from None
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def known(header: str) -> bool:
    return field_of(header) is not None


def sheet_rows(data: bytes) -> list[list[str]]:
    """The rows of the first sheet. Refused when the workbook is broken or unpacks to too much."""
    weigh(data)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError, IndexError):
        raise Refused("not_a_table") from None


def weigh(data: bytes) -> None:
    """Unpack piece by piece and throw away, trusting no size the archive claims. Refused when too much."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                total += weigh_member(data, member, LARGEST - total)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, OSError):
        raise Refused("not_a_table") from None


def weigh_member(data: bytes, member: zipfile.ZipInfo, allowed: int) -> int:
    """How many bytes a member really unpacks to."""
    if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("not_a_table")
    name_length, extra_length = LENGTHS.unpack_from(data, member.header_offset + 26)
    packed = memoryview(data)[member.header_offset + 30 + name_length + extra_length :]
    if member.compress_type == zipfile.ZIP_STORED:
        unpacked = bytes(packed[: member.compress_size])
    else:
        unpacked = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, allowed + 1)
    if len(unpacked) > allowed or (member.filename.startswith("xl/worksheets/") and spread(unpacked) > MOST_CELLS):
        raise Refused("too_large")
    return len(unpacked)


def spread(sheet: bytes) -> int:
    """How many cells lie between the first and the furthest: one cell far away would be spread out in full."""
    cells = CELL.findall(sheet)
    height = max((int(digits) for _, digits in cells), default=0)
    return height * max((column_number(letters) for letters in {letters for letters, _ in cells}), default=0)


def column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def as_text(cell: object) -> str:
    """A cell as somebody would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).replace("\x00", "")
