"""What is known of people, read from the database for one page: for nobody's eyes before `profile_of`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.db.models import BooleanField, CharField, DateField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from letsconnect.index.queries.entries import listed_people
from letsconnect.index.queries.prepared import Prepared
from letsconnect.people.audience import FIELDS
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, OwnWords, Wish

PERSON = (
    "id",
    "public_id",
    "chosen_name",
    "username",
    "full_name",
    "email",
    "contact",
    "group_id",
    "group_role",
    "country",
    "region",
    "time_zone",
    "hours",
    "never_nights",
    "learn_limit",
    "share_limit",
    "paused_until",
    "low_bandwidth",
    "support_needs",
    "ambassador_wish",
    "ambassador_about",
    "working_group_wish",
    "remarks",
    "confirmed_at",
    "is_demo",
    *(f"{key}_audience" for key in FIELDS),
)
GROUP = ("slug", "name", "country")
NO_DAY = Cast(Value(None), DateField())


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


class Row(SimpleNamespace):
    """A person's row with the names of Person's fields, and their group. Moments are only to be told from None."""

    def __init__(self, values: Iterable[tuple[str, Any]]) -> None:
        self.__dict__.update(values)


@dataclass
class Facts:
    """All that is known of one person."""

    person: Row
    said: list[Said] = field(default_factory=list)
    languages: list[tuple[str, int]] = field(default_factory=list)

    def side(self, side: str) -> list[Said]:
        return [line for line in self.said if line.side == side]


def facts_of(people: Iterable[int]) -> dict[int, Facts]:
    """What is known of these people, by primary key; who is not listed at all is left out. Three statements."""
    some = list(dict.fromkeys(people))
    known = {row[0]: Facts(_person(row)) for row in _PEOPLE.rows(some)} if some else {}
    lines = [Said(*row) for row in _LINES.rows(some)] if some else []
    for line in sorted(lines, key=lambda line: (-line.priority, line.pk)):
        if line.person_id in known:
            known[line.person_id].said.append(line._replace(matters_on=_day(line.matters_on)))
    for person_id, code, level in _SPOKEN.rows(some) if some else ():
        if person_id in known:
            known[person_id].languages.append((code, level))
    return known


def _person(row: tuple[Any, ...]) -> Row:
    person = Row(zip(PERSON, row, strict=False))
    person.pk = person.id
    slug, name, country = row[len(PERSON) :]
    person.group = SimpleNamespace(slug=slug, name=name, country=country) if person.group_id else None
    if isinstance(person.low_bandwidth, str):
        person.low_bandwidth = json.loads(person.low_bandwidth)
    person.paused_until = _day(person.paused_until)
    return person


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _people(ids: list[int]) -> QuerySet[Any, Any]:
    columns = (*PERSON, *(f"group__{key}" for key in GROUP))
    return Person.objects.filter(listed_people(), pk__in=ids).values_list(*columns)


def _lines(ids: list[int]) -> QuerySet[Any, Any]:
    """Offers, wishes and own words."""
    none, zero = Value("", CharField()), Value(0, IntegerField())
    wishes = _of(Wish, ids).values_list(
        *("person_id", Value("learn", CharField()), "pk", "topic_id", "level", "priority", "context"),
        *(none, none, none, "stage", "matters_on", "assumed"),
    )
    offers = _of(Offer, ids).values_list(
        *("person_id", Value("share", CharField()), "pk", "topic_id", "level", zero, "note"),
        *("in_clinic", "one_to_one", "written", none, NO_DAY, "assumed"),
    )
    words = _of(OwnWords, ids).values_list(
        *("person_id", "side", "pk", zero, zero, zero, "words"),
        *(none, none, none, none, NO_DAY, Value(False, BooleanField())),
    )
    return wishes.union(offers, words, all=True)


def _spoken(ids: list[int]) -> QuerySet[Any, Any]:
    return _of(SpokenLanguage, ids).order_by("rank", "id").values_list("person_id", "code", "level")


def _of(model: Any, people: list[int]) -> QuerySet[Any, Any]:
    return model.objects.filter(person__in=people).order_by()


_PEOPLE, _LINES, _SPOKEN = Prepared(_people), Prepared(_lines), Prepared(_spoken)
