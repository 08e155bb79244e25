"""Everything the house holds about one person, as values JSON can hold (P1).

Columns and rows are read from the models themselves: a new column is in the export the day it is made, and a new
table that points at people must be named here, else a test fails.
"""

import base64
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from letsconnect.ground.audit import subject_of
from letsconnect.ground.models import AuditEntry
from letsconnect.people.models import Consent, Person

# Never leave the house, not even to their owner: whoever holds them could come in as the person.
SECRETS = frozenset(
    {"password", "token_hash", "session_key", "session_data", "telegram_code_hash", "secret", "data", "sealed_secret"}
)
# Foreign keys that name who did a deed for or about others; the deed itself stands in the audit, which is exported.
# `other` of a block is never told to whom it names.
DOERS = frozenset({"opened_by", "by", "answered_by", "granted_by", "made_by", "admitted_by", "other"})


def export_of(person: Person) -> dict[str, Any]:
    """The person's own columns, every row that belongs to them, their consents and the audit about or by them."""
    return {
        "person": columns_of(person),
        "rows": {
            model._meta.label_lower: [columns_of(row) for row in rows]
            for model, rows in rows_about(person)
            if rows.exists()
        },
        "consents": [columns_of(line) for line in Consent.objects.filter(subject=person.public_id)],
        "audit": [columns_of(line) for line in audit_about(person)],
    }


def rows_about(person: Person) -> list[tuple[type[Model], QuerySet[Any]]]:
    """Per model the rows that point at the person as theirs."""
    return [(model, model._default_manager.filter(**{name: person}).order_by("pk")) for model, name in owners()]


def owners() -> list[tuple[type[Model], str]]:
    """Models with a foreign key to a person that says whose the row is, and the key's name."""
    return [(model, field.name) for model, field in pointers() if field.name not in DOERS]


def pointers() -> list[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Every foreign key to a person in the house, of every app."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    ]


def audit_about(person: Person) -> QuerySet[AuditEntry]:
    """Lines about the person, and lines of what the person did."""
    return AuditEntry.objects.filter(Q(subject=subject_of(person)) | Q(by=person))


def columns_of(row: Model) -> dict[str, Any]:
    """The row's own columns by name, secrets left out."""
    return {
        field.name: as_json(field, row)
        for field in row._meta.concrete_fields
        if field.name not in SECRETS and not (isinstance(row, Person) and field.name == "id")
    }


def as_json(field: Field[Any, Any], row: Model) -> Any:
    """The value as JSON can hold it; of another row its name."""
    if isinstance(field, ForeignKey):
        other = getattr(row, field.name)
        return getattr(other, "public_id", None) or getattr(other, "slug", None) or (other and str(other))
    value = field.value_from_object(row)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value
