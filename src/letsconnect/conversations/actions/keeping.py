"""What people keep on the page of their connection: notes, links, files. Each takes back their own."""

import hashlib
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letsconnect.connections.models import Connection
from letsconnect.conversations.models import Note, SharedFile, SharedLink
from letsconnect.conversations.rules import may_change_note, may_keep, may_take_back
from letsconnect.conversations.sniffing import Unfit, looked_through
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person

LARGEST_FILE = 5_000_000
MOST_TOGETHER = 20_000_000
MOST_NOTES, MOST_LINKS = 200, 100
TWICE = timedelta(minutes=2)  # the same note again so soon is a second press
WHY_NOT: dict[str, Promise] = {
    "empty": gettext_lazy("This file is empty."),
    "kind": gettext_lazy(
        "The content is not what the name says, or not a kind we can pass on: PDF, PNG or JPEG pictures, documents of "
        "LibreOffice and Office, plain text."
    ),
    "hidden": gettext_lazy("Something else hides in this file: a program or a second file. Save it anew without it."),
    "large": gettext_lazy("This file is too large. Five megabytes is the most; a smaller picture often does."),
    "broken": gettext_lazy("This file is damaged. Save it anew and try again."),
}


@transaction.atomic
def write_note(connection: Connection, text: str, *, by: Person) -> Note:
    """Add a note. Pressing twice adds it once."""
    connection = _open_page(connection, by)
    now = clock.now()
    known = Note.objects.filter(connection=connection, author=by, text=text, at__gt=now - TWICE).first()
    if known is not None:
        return known
    if Note.objects.filter(connection=connection).count() >= MOST_NOTES:
        raise Refused(_("This page is full. Take back a note that is no longer needed."))
    note = Note.objects.create(connection=connection, author=by, text=text, at=now)
    record("note.written", connection, by=by)
    return note


@transaction.atomic
def change_note(note: Note, text: str, *, by: Person) -> Note:
    """Change one's own note."""
    note = lock(note)
    require(may_change_note(by, note))
    note.text = text
    note.save(update_fields=["text"])
    record("note.changed", note.connection, by=by)
    return note


@transaction.atomic
def share_link(connection: Connection, *, url: str, title: str, credit: str, by: Person) -> SharedLink:
    """Give a link to the others. The same address once."""
    connection = _open_page(connection, by)
    known = SharedLink.objects.filter(connection=connection, url=url).first()
    if known is not None:
        return known
    if SharedLink.objects.filter(connection=connection).count() >= MOST_LINKS:
        raise Refused(_("This page is full. Take back a link that is no longer needed."))
    link = SharedLink.objects.create(
        connection=connection, author=by, url=url, title=title, credit=credit, at=clock.now()
    )
    record("link.shared", connection, by=by)
    return link


@transaction.atomic
def share_file(connection: Connection, upload: UploadedFile, *, credit: str, licence: str, by: Person) -> SharedFile:
    """Give a small file to the others, cleaned of what nobody meant to give. The same content once. Raises Refused with
    the reason when it cannot be passed on."""
    require(may_keep(by, connection))
    if upload.size is None or upload.size > LARGEST_FILE:
        raise Refused(str(WHY_NOT["large"]))
    try:
        fit = looked_through(upload.name or "", upload.read())
    except Unfit as unfit:
        raise Refused(str(WHY_NOT[unfit.why])) from unfit
    connection = _open_page(connection, by)
    digest = hashlib.sha256(fit.content).hexdigest()
    known = SharedFile.objects.defer("content").filter(connection=connection, digest=digest).first()
    if known is not None:
        return known
    _require_space(connection, len(fit.content))
    file = SharedFile.objects.create(
        connection=connection,
        author=by,
        name=fit.name,
        kind=fit.kind,
        size=len(fit.content),
        digest=digest,
        content=fit.content,
        credit=credit,
        licence=licence,
        at=clock.now(),
    )
    record("file.shared", connection, by=by, kind=fit.kind, size=file.size)
    return file


@transaction.atomic
def take_back(kept: Note | SharedLink | SharedFile, *, by: Person) -> None:
    """Remove one's own note, link or file, also after all is over."""
    require(may_take_back(by, kept))
    record(f"{kept._meta.model_name}.taken_back", kept.connection, by=by)
    kept.delete()


def forget_kept(person: Person) -> None:
    """Everything that somebody who leaves has put on a page. What others wrote stays theirs."""
    for model in (Note, SharedLink, SharedFile):
        model.objects.filter(author=person).delete()


def _open_page(connection: Connection, by: Person) -> Connection:
    connection = lock(connection)
    require(may_keep(by, connection))
    return connection


def _require_space(connection: Connection, size: int) -> None:
    if size > LARGEST_FILE:
        raise Refused(str(WHY_NOT["large"]))
    kept = SharedFile.objects.filter(connection=connection).aggregate(together=Sum("size"))["together"] or 0
    if kept + size > MOST_TOGETHER:
        raise Refused(_("Together the files here would be larger than 20 megabytes. Take one back, or share a link."))
