"""A new phase begins as a copy of the current one; the old one stays as it was."""

from typing import Any

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.people.models import Person
from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.rules import may_edit_programme, may_open_phase

COPIED = ("kind", "slug", "position", "title", "body", "link", "starts_on", "ends_on", "verdict", "when", "places")


@transaction.atomic
def open_phase(*, name: dict[str, str], by: Person) -> Phase:
    """Close the current phase and go on with a copy of all its words under a new name."""
    old = Phase.objects.select_for_update().get(is_current=True)
    require(may_open_phase(by))
    old.is_current = False
    old.save(update_fields=["is_current"])
    new = Phase.objects.create(name=name, discussion_url=old.discussion_url, opened_at=clock.now(), is_current=True)
    _copy_words(old, new)
    record("phase.opened", new, by=by, after=old.pk)
    return new


def _copy_words(old: Phase, new: Phase) -> None:
    copies: dict[int, Passage] = {}
    for passage in old.passages.order_by("parent_id", "position", "id"):
        if passage.parent_id is None:
            copies[passage.pk] = _copy(passage, new, None)
    for passage in old.passages.filter(parent__isnull=False):
        _copy(passage, new, copies[passage.parent_id])  # type: ignore[index]


def _copy(passage: Passage, phase: Phase, parent: Passage | None) -> Passage:
    facts: dict[str, Any] = {field: getattr(passage, field) for field in COPIED}
    return Passage.objects.create(phase=phase, parent=parent, **facts)


@transaction.atomic
def change_phase(*, name: dict[str, str], discussion_url: str, by: Person) -> Phase:
    """Rename the current phase or point to another discussion page."""
    phase = Phase.objects.select_for_update().get(is_current=True)
    require(may_edit_programme(by))
    phase.name, phase.discussion_url = name, discussion_url
    phase.save(update_fields=["name", "discussion_url"])
    record("phase.changed", phase, by=by)
    return phase
