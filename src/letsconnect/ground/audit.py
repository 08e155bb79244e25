"""The audit: one line for each deed, written by the action that does it."""

from typing import Any

from django.db.models import Model

from letsconnect.ground import clock
from letsconnect.ground.models import AuditEntry


def subject_of(thing: Model) -> str:
    """How the audit names a thing: `model:id`; people by their public id."""
    return f"{thing._meta.model_name}:{getattr(thing, 'public_id', None) or thing.pk}"


def record(what: str, thing: Model, *, by: Any, **facts: Any) -> AuditEntry:
    """Write one line: `record("topic.merged", topic, by=person, into="budget")`. `by` is a Person, or None for
    the system itself.

    `facts` are ids and codes that JSON can hold; never text people wrote.
    """
    return AuditEntry.objects.create(
        at=clock.now(),
        what=what,
        subject=subject_of(thing),
        by=by,
        facts=facts,
    )


def note(what: str, **facts: Any) -> AuditEntry:
    """Write a line about the house itself: `note("demonstration.loaded")`."""
    return AuditEntry.objects.create(at=clock.now(), what=what, subject="house", facts=facts)


def happened(what: str) -> bool:
    return AuditEntry.objects.filter(what=what).exists()


def history_of(thing: Model) -> list[AuditEntry]:
    """All lines about one thing, newest first."""
    return list(AuditEntry.objects.filter(subject=subject_of(thing)).select_related("by"))
