"""Searching the directory as tests do it: who finds whom by which address."""

from typing import Any

from django.http import QueryDict

from letsconnect.directory.forms.filters import Asked, asked_in
from letsconnect.directory.queries.cards import Card, cards_of
from letsconnect.directory.queries.search import Found, find
from letsconnect.directory.queries.topics import catalogue
from letsconnect.people.actions.ledger import touch
from letsconnect.people.audience import STRANGER, Audience
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import reader_of
from letsconnect.skills.models import Offer, Topic, Wish
from matchmaker import hours


def asked(address: str) -> Asked:
    return asked_in(QueryDict(address), catalogue())


def page(reader: Person | None, address: str = "", size: int = 20) -> Found:
    """One page, as this person (None: signed out) finds it."""
    understood = asked(address)
    who = reader_of(reader) if reader else STRANGER
    return find(understood.search, who, catalogue(), understood.after, size)


def cards(reader: Person | None, address: str = "") -> list[Card]:
    return cards_of(page(reader, address), catalogue())


def names(reader: Person | None, address: str = "") -> list[str]:
    """The names found, in order."""
    return [card.profile.name for card in cards(reader, address)]


def others(reader: Person, address: str = "") -> list[str]:
    """The same without oneself."""
    return [card.profile.name for card in cards(reader, address) if not card.profile.is_own]


def everybody(reader: Person | None, address: str = "", size: int = 20) -> list[int]:
    """All pages, one after the other."""
    found = page(reader, address, size)
    people = list(found.people)
    while found.after:
        found = page(reader, f"{address}&after={found.after}", size)
        people += found.people
    return people


def topic(slug: str) -> Topic:
    return Topic.objects.get(slug=slug)


def shares(person: Person, slug: str, **facts: Any) -> Offer:
    offer = Offer.objects.create(person=person, topic=topic(slug), **facts)
    touch(person)
    return offer


def wants(person: Person, slug: str, **facts: Any) -> Wish:
    wish = Wish.objects.create(person=person, topic=topic(slug), **facts)
    touch(person)
    return wish


def change(person: Person, **facts: Any) -> None:
    """Change a person as an action would."""
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=list(facts))
    touch(person)


def shown_to(person: Person, level: Audience, *keys: str) -> None:
    change(person, **{f"{key}_audience": level for key in keys})


def free_at(person: Person, *ranges: tuple[int, int], **facts: Any) -> None:
    """Free in these half-hours of the person's own week."""
    change(person, hours=hours.from_ranges(ranges).to_bytes(42, "little"), **facts)
