"""Whom somebody may ask to be kept apart from, and whom they have."""

from dataclasses import dataclass

from letsconnect.connections.models import Place
from letsconnect.connections.queries.names import name_among_members
from letsconnect.directory.queries.cards import page_of
from letsconnect.directory.queries.topics import catalogue
from letsconnect.people.audience import Reader
from letsconnect.people.models import Block, Person
from letsconnect.people.queries.blocks import blocked_by


@dataclass(frozen=True)
class Other:
    """Somebody else, by the name their audience lets me read."""

    person: Person
    name: str


def other_of(me: Person, public_id: str, reader: Reader) -> Other | None:
    """Somebody I know: from their page, from a connection we are both in, or from my own list; else None."""
    person = Person.objects.filter(public_id=public_id).exclude(pk=me.pk).first()
    if person is None:
        return None
    card = page_of(public_id, reader, catalogue())
    if card is not None and card.profile.name:
        return Other(person, card.profile.name)
    known = Place.objects.filter(person=person, connection__places__person=me).exists()
    known = known or Block.objects.filter(person=me, other=person).exists()
    return Other(person, name_among_members(person)) if known else None


def apart_list(me: Person) -> list[Other]:
    """Whom I asked to be kept apart from, the latest first. Who asked the same of me is nobody's to read."""
    return [Other(block.other, name_among_members(block.other)) for block in blocked_by(me)]
