"""The drill: files as messy as chance can make them; no crash, every row somewhere, no word lost, twice is once."""

import csv
import io
import random
import unicodedata

import pytest
from benchmarks.registrations import HEADER, record

from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.models import Leftover
from letsconnect.intake.queries.known import books_now
from letsconnect.people.models import Person
from letsconnect.reading.moments import moment_of
from letsconnect.reading.parcel import parcel_of_forms
from letsconnect.reading.refusing import Refused
from letsconnect.skills.models import OwnWords
from tests.figures import Figure, share_of
from tests.intake.forms import whole_house

FILES, ROWS = 200, 25
KEPT_AS_WRITTEN = {2: "full_name", 14: "support_needs", 16: "remarks"}
ODD = "\u202e\u200b\ufeff\u00ad,;|\"'\\%_[]{}<>=@+-\t\r\n/:. 0aZé한글العقर🙂\u0301\x01\x1f"


def odd_text(chance: random.Random) -> str:
    """Any letters of the world, and the signs that break things."""
    letters = [chance.choice(ODD) if chance.random() < 0.7 else chr(chance.randrange(1, 0x2FFFF)) for _ in range(9)]
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Cs")[: chance.randrange(10)]


def odd_file(chance: random.Random) -> tuple[bytes, list[list[str]]]:
    """A file whose records each have a username of their own, half of it nonsense."""
    rows = []
    for number in range(ROWS):
        row = record(chance, 1000)
        if len(row) == len(HEADER) and any(row):
            row = [odd_text(chance) if chance.random() < 0.3 else cell for cell in row]
            row[1], row[3] = f"Example {number}", ""
        rows.append(row)
    out = io.StringIO()
    csv.writer(out, delimiter=chance.choice(",;\t")).writerows([HEADER, *rows])
    return out.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "utf-16"))), rows


def lost_words(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Cells that are neither on the person nor kept for the team (answers that were understood need not be)."""
    lost = []
    people = {person.username: person for person in Person.objects.all()}
    kept = {(left.row, left.column): left.value for left in Leftover.objects.all()}
    for number, row in enumerate(rows):
        person = people.get(f"Example {number}")
        for place, field in KEPT_AS_WRITTEN.items():
            words = row[place].strip() if person and len(row) == len(HEADER) else ""
            if words and words not in (getattr(person, field), kept.get((number + 2, HEADER[place]))):
                lost.append((number, place, words))
        if person and row[0].strip() and moment_of(row[0]) is None and (number + 2, HEADER[0]) not in kept:
            lost.append((number, 0, row[0]))
    return lost


@pytest.mark.drill
def test_no_file_breaks_the_import_and_no_word_is_lost(figure: Figure) -> None:
    files, rows_read, lost = share_of(FILES), 0, []
    for seed in range(files):
        chance = random.Random(seed)
        data, rows = odd_file(chance)
        parcel = parcel_of_forms(data, f"{seed}.csv", books_now())

        report = bring_in(parcel, by=None)
        before = whole_house()
        again = bring_in(parcel_of_forms(data, f"{seed}.csv", books_now()), by=None)

        assert report.rows == ROWS == report.rows_of_people + report.rows_empty + len(report.rows_set_aside)
        assert (again.people_created, again.people_updated, whole_house()) == (0, 0, before), seed
        rows_read += report.rows
        lost += [(seed, *words) for words in lost_words(rows)]
        for model in (Leftover, OwnWords, Person):
            model.objects.all().delete()
    figure(f"importer, odd files: {files} files, {rows_read} rows, 0 crashes, {len(lost)} cells lost")
    assert lost == []


@pytest.mark.drill
def test_no_bytes_break_the_reading(figure: Figure) -> None:
    """Files bent at random places: they are read, or refused."""
    refused, files = 0, share_of(FILES * 10)
    for seed in range(files):
        chance = random.Random(seed)
        data = bytearray(odd_file(chance)[0])
        for _bend in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            parcel = parcel_of_forms(bytes(data), "bent.csv", books_now())
        except Refused:
            refused += 1
        else:
            assert parcel.reads.count() == len(
                {
                    *parcel.reads.empty,
                    *(one.row for one in parcel.reads.registrations),
                    *(one.row for one in parcel.reads.set_aside),
                }
            )
    figure(f"importer, bent files: {files} files, {refused} refused, 0 crashes")
