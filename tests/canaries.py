"""Canaries: a word of its own in every column that can hold one, so that whatever leaks, or is left out, is named."""

import base64
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Model
from django.db.models import fields as kinds
from django.db.models.fields.json import JSONField
from django.utils import timezone

from letsconnect.people.models import Person


class Canaries:
    """Plants canaries and remembers where: `planted["people.person.remarks"] == "canary17x"`."""

    numbers = count(10)

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def plant(self, model: type[Model], **given: Any) -> Model:
        """A row of this model whose every column that can hold words holds a canary."""
        values = {
            field.name: self.value_for(field, model) for field in columns_to_fill(model) if field.name not in given
        }
        return model._default_manager.create(**given, **values)

    def fill(self, person: Person) -> Person:
        """The same in every column of a person that is already there."""
        for field in columns_to_fill(Person):
            if field.name not in ("public_id", "password", "username", "email", "wiki_sub"):
                setattr(person, field.name, self.value_for(field, Person))
        for name in ("username", "wiki_sub", "email"):
            setattr(person, name, self.word(f"people.person.{name}") + ("@example.org" if name == "email" else ""))
        person.save()
        return person

    def word(self, where: str) -> str:
        self.planted[where] = f"canary{next(self.numbers)}x"
        return self.planted[where]

    def value_for(self, field: Field, model: type[Model]) -> Any:
        where = f"{model._meta.label_lower}.{field.name}"
        if isinstance(field, ForeignKey):
            return self.row_for(field)
        if field.choices:
            return next(iter(field.flatchoices))[0]
        if isinstance(field, JSONField):
            return {"key": self.word(where)}
        if isinstance(field, kinds.BinaryField):
            return self.word(where).encode()
        if field.name == "public_id":
            return field.get_default()
        if isinstance(field, kinds.EmailField):
            return self.word(where) + "@example.org"
        if isinstance(field, kinds.TextField) or (isinstance(field, kinds.CharField) and (field.max_length or 99) > 12):
            return self.word(where)
        return plain_value(field)

    def row_for(self, field: ForeignKey) -> Model | None:
        """Another row to point at: one that is there, else one of its own."""
        other = field.related_model
        return None if field.null else other._default_manager.first() or Canaries().plant(other)


def columns_to_fill(model: type[Model]) -> Iterator[Field]:
    return (
        field
        for field in model._meta.concrete_fields
        if not field.primary_key or not isinstance(field, kinds.AutoField)
    )


def plain_value(field: Field) -> Any:
    """Something that column can hold and that is no words."""
    if isinstance(field, kinds.DateTimeField):
        return timezone.now()
    if isinstance(field, kinds.DateField):
        return timezone.now().date()
    if isinstance(field, kinds.BooleanField):
        return True
    if isinstance(field, kinds.IntegerField):
        return 1
    return "ab"


def everything_stored() -> str:
    """Every value of every table, as one text; bytes both plain and as base64."""
    with connection.cursor() as cursor:
        return "\n".join(
            as_text(value)
            for table in connection.introspection.table_names(cursor)
            for row in rows_in(cursor, table)
            for value in row
        )


def rows_in(cursor: Any, table: str) -> list[tuple]:
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # table names of our own database
    return cursor.fetchall()


def as_text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        raw = bytes(value)
        return raw.decode("utf-8", "replace") + base64.b64encode(raw).decode()
    return str(value)
