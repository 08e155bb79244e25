"""What is kept on the page of a connection: notes, links and files, without the files' content."""

from dataclasses import dataclass

from django.db.models import QuerySet

from letsconnect.connections.models import Place
from letsconnect.connections.queries.names import name_among_members
from letsconnect.conversations.models import Note, SharedFile, SharedLink


@dataclass(frozen=True)
class Line:
    """One thing kept: the row itself, who put it there (empty: somebody who left), and whether that is the reader."""

    row: Note | SharedLink | SharedFile
    by: str
    is_own: bool


@dataclass(frozen=True)
class Kept:
    notes: list[Line]
    links: list[Line]
    files: list[Line]


def kept_for(place: Place) -> Kept:
    """Everything on the page, for whoever holds this place."""
    connection = place.connection
    return Kept(
        notes=[_line(row, place) for row in Note.objects.filter(connection=connection).select_related("author")],
        links=[_line(row, place) for row in SharedLink.objects.filter(connection=connection).select_related("author")],
        files=[_line(row, place) for row in files_listed().filter(connection=connection)],
    )


def files_listed() -> QuerySet[SharedFile]:
    """Files without what is in them."""
    return SharedFile.objects.select_related("author").defer("content")


def _line(row: Note | SharedLink | SharedFile, place: Place) -> Line:
    return Line(row, name_among_members(row.author) if row.author else "", row.author_id == place.person_id)
