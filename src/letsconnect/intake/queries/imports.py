"""The files brought in, and what is left of them to mend."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from letsconnect.ground import clock
from letsconnect.intake.models import ImportDraft, ImportFile, Leftover
from letsconnect.intake.queries.known import Known, books_now
from letsconnect.people.models import Group
from letsconnect.reading.columns import FIELDS, field_of
from letsconnect.reading.files import Table
from letsconnect.reading.merging import newcomers_of
from letsconnect.reading.parcel import Parcel, header_digest_of
from letsconnect.reading.registration import Unclear

SHOWN = 100
WORKERS_TIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Preview:
    """What bringing in a file would mean, without having done it."""

    rows: int
    empty: int
    new: int
    known: int
    set_aside: list[tuple[int, str]]
    unclear: list[tuple[str, Unclear]]
    more: int


def all_open_leftovers() -> QuerySet[Leftover]:
    """What waits to be mended, of all files; what was erased is nobody's to mend."""
    return Leftover.objects.filter(mended_at=None).exclude(reason="erased")


def import_files() -> QuerySet[ImportFile]:
    """The files brought in, newest first, each with how much is left to mend (`open`)."""
    left = all_open_leftovers().filter(file=OuterRef("pk")).order_by()
    count = left.values("file").annotate(count=Count("pk")).values("count")
    return ImportFile.objects.annotate(open=Coalesce(Subquery(count), 0)).select_related("by")


def open_leftovers(file: ImportFile) -> QuerySet[Leftover]:
    """What waits to be mended of one file: rows set aside first, then people's answers."""
    left = all_open_leftovers().filter(file=file).select_related("person", "file")
    return left.order_by(F("person_id").asc(nulls_first=True), "row", "id")


def is_under_way(draft: ImportDraft) -> bool:
    """Whether the worker has it; after a while something went wrong, and it may be asked again."""
    return draft.started_at is not None and draft.started_at > clock.now() - WORKERS_TIME


def remembered_mapping(header: tuple[str, ...]) -> dict[str, str]:
    """What the columns held in the last file with the same headings."""
    mine = ImportFile.objects.filter(header_digest=header_digest_of(header)).exclude(mapping={}).first()
    return mine.mapping if mine else {}


def preview_of(parcel: Parcel) -> Preview:
    """Read and joined, nothing written; everybody the file means is counted once."""
    known = Known(parcel.reads.registrations, hold=False)
    people = newcomers_of(parcel.reads.registrations, known.owner_of, parcel.source.column("email"))
    found = sum(known.person_called(one.username, one.email) is not None for one in people)
    unclear = [(one.name(), words) for one in people for words in one.unclear]
    unclear.sort(key=lambda line: (line[1].reason == "topic_own_words", line[1].row))
    return Preview(
        rows=parcel.reads.count(),
        empty=len(parcel.reads.empty),
        new=len(people) - found,
        known=found,
        set_aside=[(one.row, one.reason) for one in parcel.reads.set_aside],
        unclear=unclear[:SHOWN],
        more=max(0, len(unclear) - SHOWN),
    )


def samples_of(table: Table) -> list[str]:
    """For each column the first cell that says something."""
    return [
        next((row[place] for row in table.records if place < len(row) and row[place].strip()), "")[:80]
        for place in range(len(table.header))
    ]


def field_of_leftover(leftover: Leftover) -> str:
    """Which answer a kept cell was meant to be; empty where the form asks none such."""
    mapped = leftover.file.mapping.get(leftover.column) or field_of(leftover.column) or leftover.column
    return mapped if mapped in FIELDS else ""


def group_offered(leftover: Leftover) -> Group | None:
    """The group that a kept name is nearly the name of."""
    if leftover.reason != "group_like_another":
        return None
    near = books_now().groups.near(leftover.value)
    return Group.objects.filter(pk=near).first() if near else None
