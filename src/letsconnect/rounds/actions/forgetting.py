"""The right to be forgotten, in rounds."""

import json
from typing import Any

from letsconnect.people.models import Person
from letsconnect.people.models.person import new_public_id
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit

PLACES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Round, ("input", "plan")),
    (RoundEdit, ("facts",)),
    (RoundConnection, ("facts",)),
)


def forget(person: Person) -> None:
    """Put an id that leads nowhere in their place, everywhere in what rounds keep. What could be computed again may
    come out in another order of names from now on."""
    nobody = new_public_id()
    for model, fields in PLACES:
        for row in model.objects.only(*fields).iterator(chunk_size=50):
            _rename(row, fields, person.public_id, nobody)


def _rename(row: Any, fields: tuple[str, ...], old: str, new: str) -> None:
    changed = []
    for field in fields:
        text = json.dumps(getattr(row, field))
        if f'"{old}"' in text:
            setattr(row, field, json.loads(text.replace(f'"{old}"', f'"{new}"')))
            changed.append(field)
    if changed:
        row.save(update_fields=changed)
