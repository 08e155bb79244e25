"""The team changes the programme's words without code; the audit keeps who changed what, when."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.people.models import Person
from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.queries.passages import outcomes_relying_on
from letsconnect.programme.rules import may_edit_passage

TEXTS = frozenset({"title", "body", "link"})
CHANGEABLE = TEXTS | {"starts_on", "ends_on", "verdict", "when", "places"}


def _lock(passage: Passage) -> Passage:
    """The passage as it stands now; changes of one phase's words happen one after the other."""
    phase = Phase.objects.select_for_update().get(pk=passage.phase_id)
    if passage.pk:
        passage = Passage.objects.select_related("parent").get(pk=passage.pk)
    passage.phase = phase
    return passage


@transaction.atomic
def add_passage(passage: Passage, *, by: Person) -> Passage:
    """Add a passage, made but not saved, after those of its kind. Without a slug it gets a number of its own."""
    passage = _lock(passage)
    require(may_edit_passage(by, passage))
    siblings = Passage.objects.filter(phase=passage.phase, kind=passage.kind, parent=passage.parent)
    passage.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    passage.slug = passage.slug or f"{passage.kind}-{passage.position}"
    if siblings.filter(slug=passage.slug).exists():
        raise Refused({"slug": _("Another one here has this short name already.")})
    passage.save()
    record("passage.added", passage, by=by, kind=passage.kind, slug=passage.slug)
    return passage


@transaction.atomic
def change_passage(passage: Passage, *, by: Person, **changes: Any) -> Passage:
    """Change texts, days or rules; keys as in CHANGEABLE. Records which texts in which languages changed."""
    passage = _lock(passage)
    require(may_edit_passage(by, passage) and changes.keys() <= CHANGEABLE)
    changed = [name for field in changes for name in _what_changes(passage, field, changes[field])]
    if changed:
        for field, value in changes.items():
            setattr(passage, field, value)
        passage.save(update_fields=list(changes))
        record("passage.changed", passage, by=by, fields=changed)
    return passage


def _what_changes(passage: Passage, field: str, value: Any) -> list[str]:
    before = getattr(passage, field)
    if field not in TEXTS:
        return [field] if before != value else []
    return [f"{field}:{code}" for code in sorted(before | value) if before.get(code) != value.get(code)]


@transaction.atomic
def move_passage(passage: Passage, *, by: Person, up: bool) -> None:
    """Swap places with the neighbour before or after; at the end of the list nothing happens."""
    passage = _lock(passage)
    require(may_edit_passage(by, passage))
    row = list(Passage.objects.filter(phase=passage.phase, kind=passage.kind, parent=passage.parent))
    here = row.index(passage)
    there = here - 1 if up else here + 1
    if 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
        for position, sibling in enumerate(row):
            sibling.position = position
        Passage.objects.bulk_update(row, ["position"])
        record("passage.moved", passage, by=by, position=there)


@transaction.atomic
def remove_passage(passage: Passage, *, by: Person) -> None:
    """Take a passage out of the current phase (a question with its answers). Refused while an outcome names it."""
    passage = _lock(passage)
    require(may_edit_passage(by, passage))
    relying = outcomes_relying_on(passage)
    if relying:
        names = ", ".join(outcome.slug for outcome in relying)
        raise Refused(_("These outcomes still name it: %(names)s. Change them first.") % {"names": names})
    record("passage.removed", passage, by=by, kind=passage.kind, slug=passage.slug)
    passage.delete()
