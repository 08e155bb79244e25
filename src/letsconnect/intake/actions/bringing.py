"""The one door for a file's registrations: all of them or none."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.contrib.auth.hashers import make_password
from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.intake.actions.arrival import Arrival
from letsconnect.intake.actions.groups import Groups
from letsconnect.intake.actions.ledger import take_conduct, take_consent
from letsconnect.intake.actions.profile import newcomer_columns, take_answers, take_identity
from letsconnect.intake.actions.topics import Rows, take_languages, take_wishes
from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.intake.queries.known import Known, chunks
from letsconnect.people.actions.ledger import touch_all, write_consents
from letsconnect.people.models import Consent, Person
from letsconnect.people.queries.erased import digests_of, erased_among
from letsconnect.people.rules import may_import
from letsconnect.reading.merging import newcomers_of
from letsconnect.reading.parcel import Parcel, Source, header_digest_of
from letsconnect.reading.registration import Newcomer, Registration
from letsconnect.reading.report import Report
from letsconnect.reading.tables import EVERY, SetAside, silent
from letsconnect.skills.models import Topic

FORM_FOR_EVERYBODY = "en"  # who filled it in may well prefer another language
IN_OWN_LISTS = ("topic_own_words",)  # kept as OwnWords, which are a list for the team already


@transaction.atomic
def bring_in(
    parcel: Parcel, *, by: Person | None, dry_run: bool = False, tell: Callable[[int], None] = silent
) -> Report:
    """Bring in everybody in a file. `by` is None on the command line; `dry_run` reports and changes nothing."""
    require(by is None or may_import(by))
    parcel = as_first_named(parcel)
    reads, report = parcel.reads, Report(rows=parcel.reads.count(), rows_empty=len(parcel.reads.empty))
    welcome, aside = without_erased(reads.registrations)
    known = Known(welcome, hold=True)
    people = newcomers_of(welcome, known.owner_of, parcel.source.column("email"))
    arrivals = [arrival_of(one, known, parcel.source) for one in people]
    groups = Groups(parcel.books.groups, asks=not parcel.is_part)  # mending has asked already
    take_all(arrivals, known, groups, tell)
    file = file_of(parcel, by)
    keep_leftovers(file, arrivals, [*reads.set_aside, *aside])
    tell_all(report, arrivals, [*reads.set_aside, *aside])
    if not parcel.is_part and (report.people_created or report.people_updated or not file.report):
        file.report = report.counts()
        file.save(update_fields=["report"])
    record("import.done", file, by=by, **report.counts())
    if dry_run:
        transaction.set_rollback(True)
    return report.settle()


def as_first_named(parcel: Parcel) -> Parcel:
    """The same bytes under another name are the same file: its facts keep the name they came in by."""
    known = ImportFile.objects.filter(digest=parcel.digest).first()
    return replace(parcel, source=replace(parcel.source, name=known.name)) if known else parcel


def without_erased(rows: list[Registration]) -> tuple[list[Registration], list[SetAside]]:
    """Rows of people who asked to be forgotten are set aside with nothing but their number."""
    digests = {row.row: digests_of(row.username, row.email) for row in rows}
    gone = erased_among(digest for mine in digests.values() for digest in mine)
    if not gone:
        return rows, []
    erased = {row for row, mine in digests.items() if gone.intersection(mine)}
    return [row for row in rows if row.row not in erased], [SetAside(row, "erased") for row in sorted(erased)]


def arrival_of(newcomer: Newcomer, known: Known, source: Source) -> Arrival:
    """The newcomer beside who they are here; somebody new where we know nobody."""
    person = known.person_called(newcomer.username, newcomer.email)
    if newcomer.username and person is not None and person.username not in (None, newcomer.username):
        person = None
    is_new = person is None
    if person is None:
        person = Person(password=make_password(None), **newcomer_columns(clock.now(), newcomer.at))
        person.contact = Person.Contact.WIKI if newcomer.username else Person.Contact.NOBODY
        person.ui_language = "" if source.language == FORM_FOR_EVERYBODY else source.language
    return Arrival(newcomer, person, source, is_new)


def take_all(arrivals: list[Arrival], known: Known, groups: Groups, tell: Callable[[int], None]) -> None:
    """Everybody's answers, first in memory, then saved at once."""
    rows, now = Rows(), clock.now()
    ids = dict(Topic.objects.values_list("slug", "pk"))
    lines: list[Consent] = []
    for count, arrival in enumerate(arrivals, start=1):
        take_identity(arrival, known)
        lines += take_consent(arrival, known, now)
        lines += take_conduct(arrival, known, now)
        take_wishes(arrival, known, rows, ids)
        offer_like_group(arrival, groups)
        take_answers(arrival, groups.group_of)
        take_languages(arrival, known, rows)
        keep_unclear(arrival)
        if count % EVERY == 0:
            tell(count)
    save_people(arrivals)
    rows.save()
    write_consents(lines)
    touch_all(arrival.person.pk for arrival in arrivals if arrival.is_new or arrival.changed)


def offer_like_group(arrival: Arrival, groups: Groups) -> None:
    """A group that is nearly one which this very file named first is offered to the team too, never founded."""
    name = arrival.newcomer.said.group
    if name and groups.is_like_another(name):
        row = arrival.newcomer.rows_of["group"]
        arrival.keep(row, arrival.source.column("group"), name, "group_like_another")
        arrival.newcomer = replace(arrival.newcomer, said=replace(arrival.newcomer.said, group=None))


def keep_unclear(arrival: Arrival) -> None:
    """The words nobody understood; own words have a list of their own."""
    for unclear in arrival.newcomer.unclear:
        if unclear.reason in IN_OWN_LISTS:
            arrival.listed.append((unclear.row, unclear.column, unclear.value, unclear.reason))
        else:
            arrival.keep(unclear.row, unclear.column, unclear.value, unclear.reason)
    if arrival.person.hours and not arrival.person.time_zone:
        arrival.list("hours", arrival.name(), "no_time_zone")


def save_people(arrivals: Iterable[Arrival]) -> None:
    """New people at once; of the others what has changed."""
    everyone = list(arrivals)
    Person.objects.bulk_create([one.person for one in everyone if one.is_new], batch_size=500)
    for arrival in everyone:
        if arrival.changed and not arrival.is_new:
            at = min(arrival.newcomer.at, clock.now()) if arrival.newcomer.at else None
            if at and (arrival.person.fresh_at is None or at > arrival.person.fresh_at):
                arrival.person.fresh_at = at
                arrival.changed.add("fresh_at")
            arrival.person.save(update_fields=sorted(column.removesuffix("_id") for column in arrival.changed))


def file_of(parcel: Parcel, by: Person | None) -> ImportFile:
    """The file's row, the same one for the same bytes; it remembers the columns and what they hold."""
    header_digest = header_digest_of(parcel.header) if parcel.header else ""
    file, _new = ImportFile.objects.get_or_create(
        digest=parcel.digest,
        defaults={"name": parcel.source.name[:300], "header_digest": header_digest, "by": by},
    )
    if parcel.header and (file.mapping, file.header) != (parcel.mapping, list(parcel.header)):
        file.mapping, file.header = parcel.mapping, list(parcel.header)
        file.save(update_fields=["mapping", "header"])
    return file


def keep_leftovers(file: ImportFile, arrivals: Iterable[Arrival], aside: Iterable[SetAside]) -> None:
    """Word for word, for the team to mend; what was kept before, of this file or a shorter one, stays as it is."""
    people = [one for one in arrivals if one.kept]
    before = kept_before(one.person.pk for one in people if not one.is_new)
    cells = [
        Leftover(file=file, row=row, column=column, reason=reason, person=arrival.person, value="\n".join(values))
        for arrival in people
        for (row, column, reason), values in arrival.kept.items()
        if (arrival.person.pk, column, reason, "\n".join(values)) not in before
    ]
    rows = [Leftover(file=file, row=one.row, reason=one.reason, cells=list(one.cells)) for one in aside]
    old = rows_before() if rows else set()
    rows = [one for one in rows if one.reason == "erased" or (one.reason, *one.cells) not in old]
    Leftover.objects.bulk_create([*cells, *rows], batch_size=1000, ignore_conflicts=True)


def kept_before(people: Iterable[int]) -> set[tuple[int | None, str, str, str]]:
    return {
        line
        for keys in chunks(people)
        for line in Leftover.objects.filter(person__in=keys).values_list("person", "column", "reason", "value")
    }


def rows_before() -> set[tuple[str, ...]]:
    """Rows set aside before, with their reasons."""
    lines = Leftover.objects.filter(person=None, column="").exclude(reason="erased").values_list("reason", "cells")
    return {(reason, *map(str, cells)) for reason, cells in lines}


def tell_all(report: Report, arrivals: Iterable[Arrival], aside: Iterable[SetAside]) -> None:
    """Count everybody, and list what somebody should look at."""
    for one in aside:
        report.set_aside(one.row, one.reason)
    for arrival in arrivals:
        report.rows_of_people += len(arrival.newcomer.rows)
        report.people_created += arrival.is_new
        report.people_updated += bool(arrival.changed) and not arrival.is_new
        report.people_unchanged += not (arrival.changed or arrival.is_new)
        for row, column, value, reason in arrival.listed:
            report.attend(row, arrival.name(), column, value, reason)
