"""Accounts: which person an address or a wiki name belongs to, and where they are signed in."""

import unicodedata
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from letsconnect.ground import clock
from letsconnect.people.audience import Audience, Reader, may_see, rank_towards
from letsconnect.people.models import Person, Role, Session
from letsconnect.people.queries.places import region_name


def folded_email(words: str) -> str:
    """An address as the house keeps it."""
    return words.strip().lower()


def wiki_name(words: str) -> str:
    """A Wikimedia username as MediaWiki writes it: `_` is a space, the first letter is a capital."""
    name = unicodedata.normalize("NFC", " ".join(words.replace("_", " ").split()))
    first = name[:1].upper()
    has_capital = len(first) == 1 and not "\u10d0" <= name[:1] <= "\u10ff"  # on the wikis Georgian has none
    return (first if has_capital else name[:1]) + name[1:]


def person_with_email(email: str) -> Person | None:
    return Person.objects.filter(email=folded_email(email)).first()


def person_named(words: str) -> Person | None:
    """The one person with this e-mail address, Wikimedia username or public id."""
    if "@" in words:
        return person_with_email(words)
    return (
        Person.objects.filter(username=wiki_name(words)).first()
        or Person.objects.filter(public_id=words.strip()).first()
    )


def is_known_to_us(sub: str, username: str) -> bool:
    """Whether a Wikimedia account belongs to somebody here already, or names somebody imported."""
    return Person.objects.filter(Q(wiki_sub=sub) | Q(wiki_sub=None, username=wiki_name(username))).exists()


def sessions_of(person: Person) -> QuerySet[Session]:
    """Where this person is signed in, the newest first."""
    return Session.objects.filter(person=person, expire_date__gt=clock.now()).order_by("-began_at")


@dataclass(frozen=True)
class Account:
    """A person as a list of accounts shows them: only what this reader may see."""

    person: Person
    name: str
    username: str
    email: str
    region: str

    @property
    def title(self) -> str:
        return self.name or self.username or self.person.public_id


def accounts_for(reader: Reader, words: str = "") -> QuerySet[Person]:
    """The people whose accounts this reader looks after, newest first: the team and Trust & Safety all, ambassadors
    those of their region; with several roles, what each of them allows. Words search only in what this reader may see;
    whoever looks after accounts sees at least what members see."""
    people = Person.objects.filter(is_active=True).order_by("-pk")
    near = Q(region__in=reader.regions, region_audience__gte=Audience.TEAM)
    if reader.rank > Audience.TEAM and not reader.safety:
        people = people.filter(near) if reader.regions else people
    for word in words.split():
        seen = _seen_with(word, min(reader.rank, Audience.MEMBERS), support=reader.support)
        people = people.filter(seen | (near & _seen_with(word, Audience.TEAM, support=reader.support)))
    return people


def _seen_with(word: str, rank: Audience, *, support: bool) -> Q:
    found = Q(public_id=word)
    for key in ("chosen_name", "username", "email"):
        narrowest = next(level for level in Audience if may_see(key, level, rank=rank, support=support))
        found |= Q(**{f"{key}__icontains": word, f"{key}_audience__gte": narrowest})
    return found


def account_of(person: Person, reader: Reader) -> Account:
    """One line of that list."""
    region = person.region if person.region_audience >= Audience.TEAM else ""
    rank = min(rank_towards(reader, person_id=person.pk, region=region), Audience.MEMBERS)
    facts = {
        key: getattr(person, key) or ""
        for key in ("chosen_name", "username", "email", "region")
        if may_see(key, getattr(person, f"{key}_audience"), rank=rank, support=reader.support)
    }
    name, username = facts.get("chosen_name", ""), facts.get("username", "")
    return Account(person, name, username, facts.get("email", ""), region_name(facts.get("region", "")))


def roles_by_day(*, ended: bool = False) -> QuerySet[Role]:
    """Roles held now or later; with `ended` those that are over."""
    over = Q(ends_on__lt=clock.today())
    return Role.objects.filter(over if ended else ~over).select_related("person", "granted_by").order_by("kind", "pk")


def scope_of(role: Role) -> str:
    """What an ambassador's role is for: the region's name, or the topic's slug."""
    return region_name(role.region) if role.region else role.topic
