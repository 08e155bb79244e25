"""A file between uploading and bringing in."""

from datetime import timedelta

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.models import ImportDraft, ImportFile
from letsconnect.intake.queries.imports import is_under_way, remembered_mapping
from letsconnect.intake.queries.known import books_now
from letsconnect.people.models import Person
from letsconnect.people.rules import may_import
from letsconnect.reading import files
from letsconnect.reading.columns import mapped
from letsconnect.reading.parcel import digest_of, parcel_of_forms

KEEP = timedelta(days=2)


@transaction.atomic
def draft_import(name: str, content: bytes, *, by: Person) -> ImportDraft:
    """Keep an uploaded table until it is brought in. Refused (importing's own) when it is none."""
    require(may_import(by))
    chosen = remembered_mapping(files.read(content).header)
    draft = ImportDraft.objects.create(name=name[:300], content=content, chosen=chosen, by=by)
    record("import.drafted", draft, by=by)
    return draft


@transaction.atomic
def choose_columns(draft: ImportDraft, chosen: dict[str, str], *, by: Person) -> ImportDraft:
    """Say which column holds what: column to field, empty for none."""
    draft = lock(draft)
    require(may_import(by))
    draft.chosen = chosen
    draft.save(update_fields=["chosen"])
    record("import.columns_chosen", draft, by=by)
    return draft


@transaction.atomic
def start_import(draft: ImportDraft, *, by: Person) -> bool:
    """Say that the worker will bring it in; False where it is under way. Refused (importing's own) where nobody
    could be named."""
    draft = lock(draft)
    require(may_import(by))
    mapped(files.read(bytes(draft.content)).header, draft.chosen)
    if is_under_way(draft):
        return False
    draft.started_at = clock.now()
    draft.save(update_fields=["started_at"])
    record("import.started", draft, by=by)
    return True


@transaction.atomic
def finish_import(draft: ImportDraft, *, by: Person) -> ImportFile:
    """Bring in the draft's people and let the draft go."""
    draft = lock(draft)
    require(may_import(by))
    content = bytes(draft.content)
    parcel = parcel_of_forms(content, draft.name, books_now(), chosen=draft.chosen)
    bring_in(parcel, by=by)
    draft.delete()
    return ImportFile.objects.get(digest=digest_of(content))


def forget_old_drafts() -> int:
    """Drafts that nobody came back for."""
    return ImportDraft.objects.filter(at__lt=clock.now() - KEEP).delete()[0]
