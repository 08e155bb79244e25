"""A person as one reader sees them. Pages, cards, previews and the API show people through `Profile` only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import BooleanField, CharField, DateField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from letsconnect.ground import clock
from letsconnect.ground.languages import direction, language_name
from letsconnect.people.audience import FIELDS
from letsconnect.people.models import Person, Role, SpokenLanguage
from letsconnect.people.queries.places import region_name
from letsconnect.skills.models import Offer, OwnWords, Wish
from letsconnect.skills.models.offer import Willing
from letsconnect.skills.queries.entries import free_hours, known_zones, listed_people
from letsconnect.skills.queries.sight import Sight
from letsconnect.skills.queries.topics import Catalogue, TopicLabel
from matchmaker import hours

TEXTS = (
    "chosen_name",
    "username",
    "full_name",
    "email",
    "country",
    "region",
    "time_zone",
    "support_needs",
    "remarks",
)
NO_DAY = Cast(Value(None), DateField())
WAYS = (_("in a Learning Clinic"), _("one to one"), _("in writing"))
TALK_PAGE = "https://meta.wikimedia.org/wiki/User_talk:"


class Said(NamedTuple):
    """One line a person said about a topic, or in their own words (`topic_id` 0)."""

    person_id: int
    side: str
    pk: int
    topic_id: int
    level: int
    priority: int
    text: str
    in_clinic: str
    one_to_one: str
    written: str
    stage: str
    matters_on: date | None
    assumed: bool


@dataclass
class Facts:
    """All that is known of one person: for nobody's eyes before `profile_of`."""

    person: Person
    said: list[Said] = field(default_factory=list)
    languages: list[tuple[str, int]] = field(default_factory=list)

    def side(self, side: str) -> list[Said]:
        return [line for line in self.said if line.side == side]


@dataclass(frozen=True)
class Spoken:
    code: str
    name: str
    direction: str
    level: int
    level_label: str


@dataclass(frozen=True)
class Sharing:
    topic: TopicLabel
    level: int
    level_label: str
    note: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Wanting:
    topic: TopicLabel
    level: int
    level_label: str
    priority: int
    priority_label: str
    note: str
    stage: str
    matters_on: date | None


@dataclass(frozen=True)
class Contact:
    """How this reader may reach the person."""

    kind: str
    url: str
    text: str


@dataclass(frozen=True)
class Profile:
    """Only what the reader may see; what they may not see, and what was not said, is empty."""

    pk: int
    public_id: str
    name: str
    is_own: bool
    is_example: bool
    chosen_name: str = ""
    username: str = ""
    full_name: str = ""
    email: str = ""
    contact: Contact | None = None
    takes_a_break: bool = False
    group: str = ""
    group_slug: str = ""
    group_role: str = ""
    country: str = ""
    region: str = ""
    time_zone: str = ""
    languages: tuple[Spoken, ...] = ()
    shares: tuple[Sharing, ...] = ()
    wishes: tuple[Wanting, ...] = ()
    shares_in_own_words: tuple[str, ...] = ()
    wishes_in_own_words: tuple[str, ...] = ()
    hours_in_common: int | None = None
    common: int = 0
    limits: tuple[int, int] | None = None
    low_bandwidth: tuple[str, ...] = ()
    roles_wished: tuple[str, ...] = ()
    support_needs: str = ""
    remarks: str = ""

    @property
    def more_names(self) -> bool:
        """Whether the username tells more than the name did."""
        return bool(self.username) and self.username != self.name

    @property
    def region_name(self) -> str:
        return region_name(self.region)

    @property
    def hours_together(self) -> float:
        return (self.hours_in_common or 0) / 2


def facts_of(people: Iterable[int]) -> dict[int, Facts]:
    """What is known of these people, by primary key; who is not listed at all is left out. Three statements."""
    known = {
        person.pk: Facts(person)
        for person in Person.objects.filter(listed_people(), pk__in=list(people)).select_related("group")
    }
    for line in lines_said(known):
        known[line.person_id].said.append(line)
    spoken = SpokenLanguage.objects.filter(person__in=list(known)).values_list("person_id", "code", "level")
    for person_id, code, level in spoken.order_by("rank", "id"):
        known[person_id].languages.append((code, level))
    return known


def lines_said(people: Iterable[int]) -> list[Said]:
    """Offers, wishes and own words in one statement, in each person's own order, pressing wishes first."""
    some, none, zero = list(people), Value("", CharField()), Value(0, IntegerField())
    wishes = _of(Wish, some).values_list(
        *("person_id", Value("learn", CharField()), "pk", "topic_id", "level", "priority", "context"),
        *(none, none, none, "stage", "matters_on", "assumed"),
    )
    offers = _of(Offer, some).values_list(
        *("person_id", Value("share", CharField()), "pk", "topic_id", "level", zero, "note"),
        *("in_clinic", "one_to_one", "written", none, NO_DAY, "assumed"),
    )
    words = _of(OwnWords, some).values_list(
        *("person_id", "side", "pk", zero, zero, zero, "words"),
        *(none, none, none, none, NO_DAY, Value(False, BooleanField())),
    )
    found = [Said(*line) for line in wishes.union(offers, words, all=True)]
    return sorted(found, key=lambda line: (line.person_id, -line.priority, line.pk))


def _of(model: Any, people: list[int]) -> QuerySet[Any, Any]:
    return model.objects.filter(person__in=people).order_by()


def profile_of(facts: Facts, sight: Sight, topics: Catalogue, my_hours: int = 0) -> Profile:
    """The person as this reader sees them. `my_hours`: the reader's own free half-hours in UTC."""
    person = facts.person
    rank = sight.rank(person, _topics(facts, "share"), _topics(facts, "learn"))
    seen = {key for key in FIELDS if sight.sees(person, key, rank)}
    texts: dict[str, Any] = {key: getattr(person, key) or "" for key in TEXTS if key in seen}
    common = _common(person, my_hours) if "hours" in seen else None
    return Profile(
        pk=person.pk,
        public_id=person.public_id,
        name=texts.get("chosen_name") or texts.get("username") or "",
        is_own=sight.reader.person_id == person.pk,
        is_example=person.is_demo,
        contact=_contact(person, seen),
        takes_a_break="contact" in seen and (person.paused_until or date.min) >= clock.today(),
        hours_in_common=None if common is None else common.bit_count(),
        common=common or 0,
        **texts,
        **_group(person, seen),
        **_programme(person, seen),
        **_skills(facts, seen, topics),
    )


def _topics(facts: Facts, side: str) -> set[int]:
    return {line.topic_id for line in facts.side(side) if line.topic_id}


def _common(person: Person, my_hours: int) -> int | None:
    """The half-hours in which both are free long enough for a session; None while one of them has not said theirs."""
    free = free_hours(person.hours, person.never_nights)
    if not my_hours or not free or person.time_zone not in known_zones():
        return None
    offset = clock.offset_minutes(person.time_zone, clock.noon())
    starts = hours.starts(hours.to_utc(free, offset) & my_hours)
    return starts | hours.later(starts, 1) | hours.later(starts, 2)


def _contact(person: Person, seen: set[str]) -> Contact | None:
    """The way the person chose, if the reader may see what it takes. Examples cannot be written to."""
    if "contact" not in seen or person.is_demo:
        return None
    if person.contact == Person.Contact.EMAIL and "email" in seen and person.email:
        return Contact("email", f"mailto:{quote(person.email, safe='@+')}", person.email)
    if person.contact == Person.Contact.WIKI and "username" in seen and person.username:
        page = quote(person.username.replace(" ", "_"), safe="")
        return Contact("wiki", f"{TALK_PAGE}{page}", f"User talk:{person.username}")
    return None


def _group(person: Person, seen: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "group" in seen and person.group:
        found = {"group": person.group.name, "group_slug": person.group.slug}
    if "group_role" in seen and person.group_role:
        found["group_role"] = str(person.get_group_role_display())
    return found


def _programme(person: Person, seen: set[str]) -> dict[str, Any]:
    """What mostly the team sees."""
    found: dict[str, Any] = {}
    if "limits" in seen:
        found["limits"] = (person.learn_limit, person.share_limit)
    if "low_bandwidth" in seen:
        found["low_bandwidth"] = tuple(person.low_bandwidth)
    if "roles_wished" in seen:
        wishes = []
        if person.ambassador_wish:
            about = person.ambassador_about
            wishes.append(": ".join(filter(None, [str(Role.Kind.AMBASSADOR.label), about])))
        if person.working_group_wish:
            wishes.append(str(Role.Kind(person.working_group_wish).label))
        found["roles_wished"] = tuple(wishes)
    return found


def _skills(facts: Facts, seen: set[str], topics: Catalogue) -> dict[str, Any]:
    """Topics, own words and languages."""
    found: dict[str, Any] = {}
    if "shares" in seen:
        found["shares"] = tuple(_sharing(facts, topics, "share_notes" in seen))
        found["shares_in_own_words"] = _own_words(facts, "share")
    if "wishes" in seen:
        found["wishes"] = tuple(_wanting(facts, topics, "wish_notes" in seen))
        found["wishes_in_own_words"] = _own_words(facts, "learn")
    if "languages" in seen:
        found["languages"] = tuple(
            Spoken(code, language_name(code), direction(code), level, str(SpokenLanguage.Level(level).label))
            for code, level in facts.languages
        )
    return found


def _own_words(facts: Facts, side: str) -> tuple[str, ...]:
    return tuple(line.text for line in facts.side(side) if not line.topic_id)


def _sharing(facts: Facts, topics: Catalogue, notes: bool) -> Iterator[Sharing]:
    for line in facts.side("share"):
        topic = topics.of(line.topic_id)
        if topic:
            ways = tuple(
                str(label)
                for label, answer in zip(WAYS, (line.in_clinic, line.one_to_one, line.written), strict=True)
                if answer == Willing.YES
            )
            level = str(Offer.Level(line.level).label)
            yield Sharing(topic, line.level, level, line.text if notes else "", ways)


def _wanting(facts: Facts, topics: Catalogue, notes: bool) -> Iterator[Wanting]:
    for line in facts.side("learn"):
        topic = topics.of(line.topic_id)
        if topic:
            yield Wanting(
                topic=topic,
                level=line.level,
                level_label=str(Wish.Level(line.level).label),
                priority=line.priority,
                priority_label=str(Wish.Priority(line.priority).label),
                note=line.text if notes else "",
                stage=str(Wish.Stage(line.stage).label) if line.stage else "",
                matters_on=line.matters_on,
            )
