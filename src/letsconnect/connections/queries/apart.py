"""Whom somebody asked to be kept apart from, and whom they may want to be."""

from dataclasses import dataclass

from letsconnect.connections.models import Place
from letsconnect.connections.queries.names import name_among_members
from letsconnect.directory.queries.cards import page_of
from letsconnect.directory.queries.topics import catalogue
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import blocked_by


@dataclass(frozen=True)
class Somebody:
    """A person by id and name."""

    public_id: str
    name: str


def kept_apart_by(me: Person) -> list[Somebody]:
    """Those I asked to be kept apart from. Who asked it of me is nowhere to be read."""
    return [Somebody(block.other.public_id, name_among_members(block.other)) for block in blocked_by(me)]


def met_by(me: Person) -> list[Somebody]:
    """The people of my conversations whom I have not asked to be kept apart from, by name."""
    mine = Place.objects.filter(person=me).values("connection")
    others = Person.objects.filter(pk__in=Place.objects.filter(connection__in=mine).values("person")).exclude(pk=me.pk)
    known = others.exclude(pk__in=blocked_by(me).order_by().values("other"))
    return sorted((Somebody(one.public_id, name_among_members(one)) for one in known), key=lambda one: one.name)


def known_to(me: Person, public_id: str, reader: Reader) -> Person | None:
    """The person with this id, where I may see them, share a conversation with them or keep them away already."""
    person = Person.objects.filter(public_id=public_id).exclude(pk=me.pk).first()
    if person is None:
        return None
    card = page_of(public_id, reader, catalogue())
    ours = Place.objects.filter(person=me, connection__places__person=person)
    is_known = card is not None or ours.exists() or blocked_by(me).filter(other=person).exists()
    return person if is_known else None
