"""A table is a table however it was saved; everything else is refused with a reason."""

import contextlib
import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from letsconnect.reading import files
from letsconnect.reading.columns import choices, mapped
from letsconnect.reading.refusing import Refused

ROWS = [["Wikimedia username", "What would you like to learn?"], ["예시 1", 'a, "b"\nc;d'], ["Ñandú", ""]]


def csv_text(delimiter: str, newline: str = "\r\n") -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in ROWS]
    return newline.join(delimiter.join(row) for row in quoted) + newline


def workbook(rows: list[list]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_gives_the_same_table(encoding, delimiter):
    table = files.read(csv_text(delimiter).encode(encoding))

    assert table.header == tuple(ROWS[0])
    assert list(table.numbered()) == [(2, ROWS[1]), (3, ROWS[2])]


def test_a_workbook_gives_the_same_table():
    assert files.read(workbook(ROWS)).records == ROWS[1:]


def test_numbers_and_moments_of_a_workbook_read_as_typed():
    table = files.read(workbook([["Username", "Timestamp"], [7, datetime(2022, 3, 25, 9, 0)], [7.5, True]]))  # noqa: DTZ001

    assert table.records == [["7", "2022-03-25 09:00:00"], ["7.5", "yes"]]


def test_empty_columns_to_the_right_are_no_cells():
    assert files.read(b"Username,E-mail,,\na,b,,\nc,d,e,\n").records == [["a", "b"], ["c", "d", "e", ""]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\x89PNG\r\n\x1a\n\x00\x01",
        b"%PDF-1.7\n\xff\xfe",
        b"PK\x03\x04rubbish",
        "위키미디어 사용자".encode("cp949"),
        b"a\x00b",
    ],
)
def test_what_is_not_a_table_is_refused(data):
    with pytest.raises(Refused, match="not_a_table"):
        files.read(data)


def test_a_quotation_that_never_ends_is_refused():
    with pytest.raises(Refused, match="quotation_never_ends"):
        files.read(b'Username,E-mail\na,"b\nc,d\n')


def test_one_very_long_answer_is_no_reason_to_refuse_a_file():
    assert len(files.read(b"Username,Anything else?\na," + b"x" * 300_000).records[0][1]) == 300_000


def test_a_file_over_fifty_megabytes_is_refused_unread(tmp_path):
    file = tmp_path / "large.csv"
    with file.open("wb") as large:
        large.truncate(files.LARGEST + 1)

    with pytest.raises(Refused, match="too_large"):
        files.read_path(file)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="no_file"):
        files.read_path(tmp_path / "nothing.csv")


def test_an_archive_that_unpacks_to_too_much_is_refused_whatever_it_claims():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * (files.LARGEST + 1))
    lying = file.getvalue().replace((files.LARGEST + 1).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    for data in (file.getvalue(), lying):
        with pytest.raises(Refused, match="too_large"):
            files.read(data)


def test_a_sheet_with_one_cell_far_away_is_refused():
    book, file = Workbook(), io.BytesIO()
    book.active["A1"] = "Username"
    book.active["XFD1048576"] = "far"
    book.save(file)

    with pytest.raises(Refused, match="too_large"):
        files.read(file.getvalue())


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data))
def test_no_bytes_break_it(data):
    with contextlib.suppress(Refused):
        files.read(data)


def test_known_headers_are_found_in_english_and_korean():
    assert mapped(["타임스탬프", "위키미디어 사용자 이름", "이메일 주소"]) == {
        0: "timestamp",
        1: "username",
        2: "email",
    }
    assert mapped(["E-MAIL address ", "Shoe size"]) == {0: "email"}


def test_a_choice_moves_a_field_to_another_column():
    chosen = choices(["Nick=username", "Username=", "Why? a=b=learn"])

    assert mapped(["Username", "Nick", "Why? a=b"], chosen) == {1: "username", 2: "learn"}


@pytest.mark.parametrize(
    ("header", "chosen", "code"),
    [
        (["Colour"], {}, "no_identity_column"),
        (["Username"], {"Nick": "username"}, "unknown_column"),
        (["Username"], {"Username": "shoe_size"}, "unknown_field"),
    ],
)
def test_a_mapping_that_names_nobody_or_nothing_is_refused(header, chosen, code):
    with pytest.raises(Refused, match=code):
        mapped(header, chosen)
