"""What one person may invite another to: the topics between them, a language, times. Only what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from letsconnect.connections.queries.choices import Choice, Day, value_of
from letsconnect.connections.queries.hours import common_starts, zone_of
from letsconnect.connections.queries.whens import day_in_words, when
from letsconnect.connections.times import chosen, local
from letsconnect.directory.queries.cards import Card, my_entry, page_of
from letsconnect.directory.queries.topics import TopicLabel, catalogue
from letsconnect.ground import clock
from letsconnect.ground.languages import language_name
from letsconnect.index.queries.fit import Me
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person, SpokenLanguage

SOONEST, WITHIN = timedelta(hours=36), timedelta(days=21)
ON_OFFER, TICKED = 12, 3


@dataclass(frozen=True)
class Subject:
    """A topic the two can talk about; `i_learn`: the other shares it, else whoever invites does."""

    topic: TopicLabel
    i_learn: bool


@dataclass(frozen=True)
class Two:
    """Whoever invites, and the other as they see them."""

    me: Person
    other: Person
    card: Card
    subjects: tuple[Subject, ...]
    tongues: tuple[str, ...]

    @property
    def common(self) -> list[str]:
        """Languages both speak, as far as I may see, the one best for both first."""
        theirs = {spoken.code.lower(): rank for rank, spoken in enumerate(self.card.profile.languages)}
        both = [(theirs[code.lower()] + mine, code) for mine, code in enumerate(self.tongues) if code.lower() in theirs]
        return [code for _rank, code in sorted(both)]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The ways to understand each other, as a form names them and in words: common languages; where there are
        none, the pairs that somebody could interpret between; all of mine where the other's are not for me to see."""
        if self.common or not self.card.profile.languages:
            return [(code, language_name(code)) for code in self.common or self.tongues]
        theirs = [spoken.code for spoken in self.card.profile.languages[:2]]
        pairs = [(mine, other) for mine in self.tongues[:2] for other in theirs]
        return [("|".join(pair), " – ".join(language_name(code) for code in pair)) for pair in pairs]

    @property
    def is_interpreted(self) -> bool:
        """Both said their languages and have none in common."""
        return bool(self.tongues and self.card.profile.languages and not self.common)

    @property
    def sees_hours(self) -> bool:
        """Whether both said their hours and the other shows theirs, as hours in common, to me."""
        return self.card.profile.hours_in_common is not None


def two_of(me: Person, public_id: str, reader: Reader) -> Two | None:
    """The two, where `me` may know the other by a name; examples and oneself cannot be invited."""
    card = page_of(public_id, reader, catalogue())
    if card is None or card.profile.is_own or card.profile.is_example or not card.profile.name:
        return None
    tongues = SpokenLanguage.objects.filter(person=me).order_by("rank", "id").values_list("code", flat=True)
    other = Person.objects.get(pk=card.profile.pk)
    return Two(me, other, card, tuple(_subjects(card, my_entry(reader))), tuple(tongues))


def _subjects(card: Card, me: Me | None) -> list[Subject]:
    """What they share, what I want to learn first; then what they want and I share."""
    wishes, offers = (me.wishes, me.offers) if me else ({}, {})
    asked = [Subject(line.topic, i_learn=True) for line in card.profile.shares]
    asked.sort(key=lambda subject: subject.topic.pk not in wishes)
    shared = {subject.topic.pk for subject in asked}
    lines = [line.topic for line in card.profile.wishes if line.topic.pk in offers]
    return [*asked, *(Subject(topic, i_learn=False) for topic in lines if topic.pk not in shared)]


def times_for(two: Two) -> tuple[list[Day], set[str]]:
    """Times of the next three weeks in the hours both have, by day on my clock, and which few to tick at first."""
    if not two.sees_hours:
        return [], set()
    people = [two.me, two.other]
    zones = [zone_of(person) for person in people]
    starts = common_starts(people, after=clock.now() + SOONEST, days=WITHIN.days)
    offered = chosen(starts, zones, count=ON_OFFER)
    ticked = {value_of(at) for at in chosen(offered, zones, count=TICKED)}
    days: dict[Any, list[Choice]] = {}
    for at in offered:
        choice = Choice(value_of(at), when(at, two.me, [two.other]))
        days.setdefault(local(at, zones[0]).date(), []).append(choice)
    return [_day(choices, zones[0]) for choices in days.values()], ticked


def _day(choices: Sequence[Choice], zone: str) -> Day:
    return Day(day_in_words(choices[0].when.at, zone), tuple(choices))


def reasons_for(two: Two, language: str) -> list[dict[str, Any]]:
    """Why, in the matchmaker's codes, for the invitation."""
    found: list[dict[str, Any]] = [{"code": "shared_language", "language": language}] if language in two.common else []
    both_ways = any(reason.code == "both_ways" for reason in two.card.reasons)
    return [*found, *([{"code": "reciprocity"}] if both_ways else [])]
