"""A person as one reader sees them. Pages, cards, previews and the API show people through `Profile` only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from letsconnect.directory.queries.tellings import Facts, Row
from letsconnect.directory.queries.topics import Catalogue, TopicLabel
from letsconnect.ground import clock
from letsconnect.ground.languages import direction, language_name
from letsconnect.index.queries.entries import free_hours, known_zones
from letsconnect.index.queries.sight import Sight
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, Role, SpokenLanguage
from letsconnect.people.queries.places import region_name
from letsconnect.skills.models import Offer, Wish
from letsconnect.skills.models.offer import Willing
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
TALK_PAGE = "https://meta.wikimedia.org/wiki/User_talk:"
WAYS = {"in_clinic": _("in a Learning Clinic"), "one_to_one": _("one to one"), "written": _("in writing")}


@dataclass(frozen=True)
class Spoken:
    """A language; those of a profile stand best first."""

    code: str
    level: int

    @property
    def name(self) -> str:
        return language_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def level_label(self) -> str:
        return str(SpokenLanguage.Level(self.level).label)


@dataclass(frozen=True)
class Sharing:
    """A topic the person can share; `said_yes` are keys of WAYS."""

    topic: TopicLabel
    level: int
    note: str
    said_yes: tuple[str, ...]

    @property
    def level_label(self) -> str:
        return str(Offer.Level(self.level).label)

    @property
    def ways(self) -> list[str]:
        return [str(WAYS[way]) for way in self.said_yes]


@dataclass(frozen=True)
class Wanting:
    """A topic the person wants to learn."""

    topic: TopicLabel
    level: int
    priority: int
    note: str
    stage: str
    matters_on: date | None

    @property
    def level_label(self) -> str:
        return str(Wish.Level(self.level).label)

    @property
    def priority_label(self) -> str:
        return str(Wish.Priority(self.priority).label)

    @property
    def stage_label(self) -> str:
        return str(Wish.Stage(self.stage).label) if self.stage else ""


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
    break_until: date | None = None
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
    def takes_a_break(self) -> bool:
        return self.break_until is not None

    @property
    def may_be_met(self) -> bool:
        """Whether a page offers to invite them, as far as the reader may know."""
        return not (self.is_own or self.is_example or self.takes_a_break)

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


def profile_of(facts: Facts, sight: Sight, topics: Catalogue, my_hours: int = 0) -> Profile:
    """The person as this reader sees them. `my_hours`: the reader's own free half-hours in UTC."""
    person = facts.person
    rank = sight.rank(person, _topics(facts, "share"), _topics(facts, "learn"))
    seen = sight.seen(person, rank)
    texts: dict[str, Any] = {key: getattr(person, key) or "" for key in TEXTS if key in seen}
    common = _common(person, my_hours) if "hours" in seen else None
    return Profile(
        pk=person.pk,
        public_id=person.public_id,
        name=texts.get("chosen_name") or texts.get("username") or (_stand_in(person, rank, texts) if seen else ""),
        is_own=sight.reader.person_id == person.pk,
        is_example=person.is_demo,
        contact=_contact(person, seen),
        break_until=person.paused_until if "contact" in seen and _is_away(person) else None,
        hours_in_common=None if common is None else common.bit_count(),
        common=common or 0,
        **texts,
        **_group(person, seen),
        **_programme(person, seen, topics),
        **_skills(facts, seen, topics),
    )


def _is_away(person: Row) -> bool:
    return (person.paused_until or date.min) >= clock.today()


def _stand_in(person: Row, rank: Audience, texts: dict[str, Any]) -> str:
    """What the team calls somebody who has no name here yet: imported by an e-mail address alone."""
    if rank != Audience.TEAM or person.chosen_name or person.username:
        return ""
    return texts.get("full_name") or str(person.public_id)


def _topics(facts: Facts, side: str) -> set[int]:
    return {line.topic_id for line in facts.side(side) if line.topic_id}


def _common(person: Row, my_hours: int) -> int | None:
    """The half-hours in which both are free long enough for a session; None while one of them has not said theirs."""
    free = free_hours(person.hours, person.never_nights)
    if not my_hours or not free or person.time_zone not in known_zones():
        return None
    offset = clock.offset_minutes(person.time_zone, clock.noon())
    starts = hours.starts(hours.to_utc(free, offset) & my_hours)
    return starts | hours.later(starts, 1) | hours.later(starts, 2)


def _contact(person: Row, seen: frozenset[str]) -> Contact | None:
    """The way the person chose, if the reader may see what it takes. Examples cannot be written to."""
    if "contact" not in seen or person.is_demo:
        return None
    if person.contact == Person.Contact.EMAIL and "email" in seen and person.email:
        return Contact("email", f"mailto:{quote(person.email, safe='@+')}", person.email)
    if person.contact == Person.Contact.WIKI and "username" in seen and person.username:
        page = quote(person.username.replace(" ", "_"), safe="")
        return Contact("wiki", f"{TALK_PAGE}{page}", f"User talk:{person.username}")
    return None


def _group(person: Row, seen: frozenset[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "group" in seen and person.group:
        found = {"group": person.group.name, "group_slug": person.group.slug}
    if "group_role" in seen and person.group_role:
        found["group_role"] = str(Person.GroupRole(person.group_role).label)
    return found


def _programme(person: Row, seen: frozenset[str], topics: Catalogue) -> dict[str, Any]:
    """What mostly the team sees."""
    found: dict[str, Any] = {}
    if "limits" in seen:
        found["limits"] = (person.learn_limit, person.share_limit)
    if "low_bandwidth" in seen:
        words = dict(Person.Bandwidth.choices)
        found["low_bandwidth"] = tuple(str(words.get(code, code)) for code in person.low_bandwidth)
    if "roles_wished" in seen:
        wishes = []
        if person.ambassador_wish:
            topic = topics.named(person.ambassador_about)
            about = topic.label if topic else region_name(person.ambassador_about)
            wishes.append(": ".join(filter(None, [str(Role.Kind.AMBASSADOR.label), about])))
        if person.working_group_wish:
            wishes.append(str(Role.Kind(person.working_group_wish).label))
        found["roles_wished"] = tuple(wishes)
    return found


def _skills(facts: Facts, seen: frozenset[str], topics: Catalogue) -> dict[str, Any]:
    """Topics, own words and languages."""
    found: dict[str, Any] = {}
    if "shares" in seen:
        found["shares"] = tuple(_sharing(facts, topics, "share_notes" in seen))
        found["shares_in_own_words"] = _own_words(facts, "share")
    if "wishes" in seen:
        found["wishes"] = tuple(_wanting(facts, topics, "wish_notes" in seen))
        found["wishes_in_own_words"] = _own_words(facts, "learn")
    if "languages" in seen:
        found["languages"] = tuple(Spoken(code, level) for code, level in facts.languages)
    return found


def _own_words(facts: Facts, side: str) -> tuple[str, ...]:
    return tuple(line.text for line in facts.side(side) if not line.topic_id)


def _sharing(facts: Facts, topics: Catalogue, notes: bool) -> Iterator[Sharing]:
    for line in facts.side("share"):
        topic = topics.of(line.topic_id)
        if topic:
            ways = tuple(way for way in WAYS if getattr(line, way) == Willing.YES.value)
            yield Sharing(topic, line.level, line.text if notes else "", ways)


def _wanting(facts: Facts, topics: Catalogue, notes: bool) -> Iterator[Wanting]:
    for line in facts.side("learn"):
        topic = topics.of(line.topic_id)
        if topic:
            note = line.text if notes else ""
            yield Wanting(topic, line.level, line.priority, note, line.stage, line.matters_on)
