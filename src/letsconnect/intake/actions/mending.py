"""Mending what an import could not place: a whole row, or one answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.intake.queries.imports import field_of_leftover
from letsconnect.intake.queries.known import books_now
from letsconnect.people.models import Person
from letsconnect.people.rules import may_import
from letsconnect.reading.books import Books
from letsconnect.reading.columns import place_of
from letsconnect.reading.parcel import Parcel, Source
from letsconnect.reading.registration import Registration, Said
from letsconnect.reading.registration import Wish as Asked
from letsconnect.reading.rows import registration_of
from letsconnect.reading.tables import Reads, read_record
from letsconnect.skills.models import Offer, OwnWords, Wish


@transaction.atomic
def mend_row(leftover: Leftover, cells: Sequence[str], *, by: Person) -> str:
    """Read a row that was set aside again, with these cells, and bring it in; answers why not, or nothing."""
    leftover = lock(leftover)
    require(may_import(by))
    file, books, reads = leftover.file, books_now(), Reads()
    header = tuple(file.header)
    places = {
        place: field for name, field in file.mapping.items() if field and (place := place_of(header, name)) is not None
    }
    read_record(reads, leftover.row, list(cells), header, places, books)
    if not reads.registrations:
        return reads.set_aside[0].reason if reads.set_aside else "nobody_named"
    columns = {field: header[place] for place, field in places.items()}
    report = bring_in(parcel_for(file, reads, columns, books), by=by)
    if report.rows_set_aside:
        return str(report.rows_set_aside[0]["reason"])
    close(leftover, by=by)
    return ""


@transaction.atomic
def mend_answer(leftover: Leftover, words: str, *, by: Person, as_written: bool = False) -> str:
    """Say in words we know what an answer meant; answers why it is still not understood, or nothing.

    `as_written`: found a group of exactly this name, though it is nearly another's.
    """
    leftover = lock(leftover)
    person = leftover.person
    require(may_import(by))
    if person is None:
        return "nobody_named"
    question, books = field_of_leftover(leftover), books_now()
    registration = registration_of(leftover.row, {question: (leftover.column, words)}, books)
    if as_written and question == "group":
        registration = Registration(leftover.row, None, None, None, Said(group=words))
    if registration.unclear or not registration.said.spoken():
        return registration.unclear[0].reason if registration.unclear else "not_asked"
    mended = Registration(
        row=leftover.row,
        username=person.username,
        email=None if person.username else person.email,
        at=moment_of_row(person, leftover),
        said=beside_the_rest(registration.said, person),
    )
    reads = Reads(registrations=[mended])
    report = bring_in(parcel_for(leftover.file, reads, {question: leftover.column}, books), by=by)
    if any(line["reason"] == "said_otherwise" for line in report.needs_attention):
        return "said_otherwise"
    close(leftover, by=by)
    return ""


@transaction.atomic
def leave_as_it_is(leftover: Leftover, *, by: Person) -> None:
    """Nothing to mend: the words stay on the person, off the team's list."""
    leftover = lock(leftover)
    require(may_import(by))
    close(leftover, by=by)


def close(leftover: Leftover, *, by: Person) -> None:
    if leftover.mended_at is None:
        leftover.mended_at = clock.now()
        leftover.save(update_fields=["mended_at"])
        record("import.mended", leftover, by=by, row=leftover.row, reason=leftover.reason)


def parcel_for(file: ImportFile, reads: Reads, columns: dict[str, str], books: Books) -> Parcel:
    """A part of the same file: its facts keep the file and row they come from."""
    return Parcel(reads, Source(file.name, columns), books, file.digest, is_part=True)


def beside_the_rest(said: Said, person: Person) -> Said:
    """Of an answer that is a list, only a part was mended: the rest stands on the person already."""
    if said.languages:
        here = person.languages.order_by("rank").values_list("code", flat=True)
        said = replace(said, languages=tuple(dict.fromkeys([*here, *said.languages])))
    if said.learn:
        said = replace(said, learn=(*wishes_here(Wish, person, "learn"), *said.learn))
    if said.share:
        said = replace(said, share=(*wishes_here(Offer, person, "share"), *said.share))
    return said


def wishes_here(model: type[Offer] | type[Wish], person: Person, side: str) -> list[Asked]:
    topics = model._default_manager.filter(person=person).select_related("topic")
    words = OwnWords.objects.filter(person=person, side=side)
    return [*(Asked(one.topic.slug, str(one.topic)) for one in topics), *(Asked(None, one.words) for one in words)]


def moment_of_row(person: Person, leftover: Leftover) -> datetime | None:
    """When the form was filled in, as the other answers of the same row know it."""
    where = Source(leftover.file.name).row(leftover.row)
    moments = [fact["at"] for fact in person.provenance.values() if fact.get("from") == where and fact.get("at")]
    return datetime.fromisoformat(moments[0]) if moments else None
