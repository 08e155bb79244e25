"""People as cards, and one person's page: read from the database again, shown through `profile_of`."""

from dataclasses import dataclass

from letsconnect.directory.queries.profile import Profile, profile_of
from letsconnect.directory.queries.reasons import Reason, reasons_of
from letsconnect.directory.queries.search import Found, Search, find
from letsconnect.directory.queries.tellings import Facts, facts_of
from letsconnect.directory.queries.topics import Catalogue, catalogue, scope_of
from letsconnect.index.queries.fit import Me, me_in
from letsconnect.index.queries.index import Index, with_index
from letsconnect.index.queries.sight import Sight, sight_of
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person


@dataclass(frozen=True)
class Card:
    """One person, and why this reader may want to meet them."""

    profile: Profile
    reasons: list[Reason]

    @property
    def reason(self) -> Reason | None:
        """The strongest one."""
        return self.reasons[0] if self.reasons else None


def cards_of(found: Found, topics: Catalogue, facts: dict[int, Facts] | None = None) -> list[Card]:
    """The people found, in order. Who withdrew in this very moment is left out."""
    known = facts_of(found.people) if facts is None else facts
    cards = [card_of(known[pk], found.sight, topics, found.me) for pk in found.people if pk in known]
    return [card for card in cards if card.profile.name]


def people_for(reader: Reader, size: int = 3) -> list[Card]:
    """A few people who fit this reader best, each with a reason; nobody while they said too little to go by."""
    topics = catalogue()
    found = find(Search(), reader, topics, size=size)
    return [card for card in cards_of(found, topics) if card.reason] if found.by_fit else []


def card_of(facts: Facts, sight: Sight, topics: Catalogue, me: Me | None) -> Card:
    """One person as this reader sees them."""
    profile = profile_of(facts, sight, topics, me.free if me and me.person_id != facts.person.pk else 0)
    return Card(profile, reasons_of(profile, me))


def page_of(public_id: str, reader: Reader, topics: Catalogue) -> Card | None:
    """One person's page; None where the reader may not know them by a name."""
    pk = Person.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    card = cards_by_id(facts_of([pk]), reader, topics).get(pk) if pk else None
    return card if card and (card.profile.name or card.profile.is_own) else None


def cards_by_id(facts: dict[int, Facts], reader: Reader, topics: Catalogue) -> dict[int, Card]:
    """These people as this reader sees them, by primary key."""
    sight, me = sight_of(reader, scope_of(reader, topics)), my_entry(reader)
    return {pk: card_of(one, sight, topics, me) for pk, one in facts.items()}


@with_index
def my_entry(index: Index, reader: Reader) -> Me | None:
    """What counts of the reader's own entry when they look at others."""
    return me_in(index, reader.person_id)
