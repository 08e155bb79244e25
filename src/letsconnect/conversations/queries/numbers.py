"""Connections in numbers, for the team and who evaluates: aggregates only, rounded down to fives like all numbers of
the programme (P6), examples left out. They say how the programme does, never how a person does."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import cast

from babel.dates import format_skeleton
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import LIVE_ANSWERS
from letsconnect.directory.queries.numbers import ROUNDED_TO, Line, counted_people, rounded
from letsconnect.ground import clock
from letsconnect.ground.languages import language_name
from letsconnect.people.audience import Audience
from letsconnect.people.queries.places import region_name
from letsconnect.skills.models import Offer, Topic
from letsconnect.summaries.queries.summaries import did_not_happen, summed_up

State = Connection.State
PILOT_CONNECTIONS, PILOT_PEOPLE = 17, 40  # R215
FEWEST = 5
MONTHS = 12
LOADS = 4  # four and more are told together


@dataclass(frozen=True)
class Load:
    """How many sharers lead none, one, two ... conversations this month; `even`: in words, empty for few people."""

    lines: list[Line]
    even: str


@dataclass(frozen=True)
class Numbers:
    """Each line of `steps` and of the tables counts proposed, agreed, met, summed up, in this order."""

    steps: Line
    people_met: int
    days_to_first: int | None
    months: list[Line]
    regions: list[Line]
    topics: list[Line]
    languages: list[Line]
    load: Load


Counts = Mapping[str, int]
STEPS = ("proposed", "agreed", "met", "summed_up")


def connections_in_numbers(now: datetime) -> Numbers:
    """Everything at once; the statements stay as many however many there are."""
    counted = _counted()
    people = Place.objects.filter(connection__in=counted.filter(_met(now)), answer=Place.Answer.YES)
    months, topics, languages = _months(now), _topics(now), _languages(now)
    whole = _counts(counted.aggregate(**_steps(now)))
    return Numbers(
        steps=Line("", tuple(_whole_of(whole, step, (months, topics, languages)) for step in STEPS)),
        people_met=rounded(people.values("person").distinct().count()),
        days_to_first=_days_to_first(now),
        months=[Line(label, told(counts)) for label, counts in months],
        regions=_shown(_regions(now)),
        topics=_shown(topics),
        languages=_shown(languages),
        load=load_on_sharers(now),
    )


def told(counts: Counts) -> tuple[int, ...]:
    """The four counts as they may be told: fewer than five is 0."""
    return tuple(rounded(counts[step]) for step in STEPS)


def whole_told(whole: int, parts: Iterable[int]) -> int:
    """A whole as it may be told beside its parts: so low that whoever subtracts them cannot tell which of the five
    numbers behind each part it is."""
    there = [part for part in parts if part]
    room = (ROUNDED_TO - 1) * max(0, len(there) - 1)
    return min(rounded(whole), sum(map(rounded, there)) + rounded(room))


def _whole_of(whole: Counts, step: str, tables: Iterable[list[tuple[str, Counts]]]) -> int:
    return min(whole_told(whole[step], [counts[step] for _label, counts in table]) for table in tables)


def _counts(found: Mapping[str, object]) -> Counts:
    return {step: cast("int", found[step]) for step in STEPS}


def unanswered() -> QuerySet[Place]:
    """Invitations that somebody has not answered, the soonest to lapse first; for the team."""
    waiting = Place.objects.filter(answer=Place.Answer.NONE, connection__state=State.PROPOSED, person__is_demo=False)
    return waiting.select_related("person", "connection__topic").order_by("connection__lapses_at", "pk")


def gini(loads: Iterable[int]) -> float:
    """How unevenly something is spread: 0 all the same, near 1 one has it all."""
    ranked = sorted(loads)
    total = sum(ranked)
    if not total:
        return 0.0
    weighted = sum(place * load for place, load in enumerate(ranked, start=1))
    return 2 * weighted / (len(ranked) * total) - (len(ranked) + 1) / len(ranked)


def evenness(loads: list[int]) -> str:
    """The same in words; empty where too few lead anything to say it of a crowd."""
    if sum(1 for load in loads if load) < FEWEST:
        return ""
    unevenness = gini(loads)
    if unevenness < 0.25:
        return _("Conversations are spread evenly among those who share.")
    if unevenness < 0.5:
        return _("Some lead more conversations than others.")
    return _("A few lead most of the conversations; others who share were hardly asked.")


def load_on_sharers(now: datetime) -> Load:
    """How this month's conversations are spread among all who offer something."""
    sharers = Offer.objects.filter(person__in=counted_people()).values_list("person", flat=True).distinct()
    month = now.date().replace(day=1)
    leading = Place.objects.filter(
        part=Place.Part.SHARER,
        answer__in=LIVE_ANSWERS,
        connection__month=month,
        connection__in=_counted().exclude(state=State.ENDED),
    )
    by_person = Counter(leading.values_list("person", flat=True))
    loads = [by_person.get(person, 0) for person in set(sharers) | set(by_person)]
    spread = Counter(min(load, LOADS) for load in loads)
    labels = (_("none"), "1", "2", "3", _("4 or more"))
    return Load([Line(label, (rounded(spread[load]),)) for load, label in enumerate(labels)], evenness(loads))


def _counted() -> QuerySet[Connection]:
    """Invitations and conversations without examples; a table nobody sat down at is neither."""
    return Connection.objects.exclude(places__person__is_demo=True).exclude(state=State.OPEN).order_by()


def _met(now: datetime) -> Q:
    """Took place as far as we know: agreed, over, not called off, and nobody says that it did not happen."""
    begun = Q(starts_at__lte=now) | Q(starts_at=None)
    return Q(state=State.AGREED) & begun & ~Q(pk__in=did_not_happen())


def _steps(now: datetime) -> dict[str, Count]:
    def count(which: Q) -> Count:
        return Count("pk", distinct=True, filter=which)

    return {
        "proposed": count(Q()),
        "agreed": count(Q(agreed_at__isnull=False)),
        "met": count(_met(now)),
        "summed_up": count(Q(pk__in=summed_up())),
    }


def _days_to_first(now: datetime) -> int | None:
    """Median days from joining to the first conversation, of all who had one; None for fewer than five people."""
    met = Place.objects.filter(connection__in=_counted().filter(_met(now)), answer=Place.Answer.YES)
    met = met.filter(connection__starts_at__isnull=False, person__registered_at__isnull=False)
    firsts = met.order_by().values_list("person", "person__registered_at")
    waits = [first - joined for _who, joined, first in firsts.annotate(first=Min("connection__starts_at"))]
    return max(0, round(median(waits) / timedelta(days=1))) if len(waits) >= FEWEST else None


def _months(now: datetime) -> list[tuple[str, Counts]]:
    since = (now - timedelta(days=31 * MONTHS)).date().replace(day=1)
    rows = _counted().filter(month__gte=since).values("month").annotate(**_steps(now)).order_by("-month")
    locale = (get_language() or "en").replace("-", "_")
    return [(format_skeleton("yMMMM", row["month"], locale=locale), _counts(row)) for row in rows]


def _regions(now: datetime) -> list[tuple[str, Counts]]:
    told_to_team = {"places__person__region_audience__gte": Audience.TEAM, "places__person__region__gt": ""}
    rows = _counted().filter(**told_to_team).values(code=F("places__person__region")).annotate(**_steps(now))
    return [(region_name(row["code"]), _counts(row)) for row in rows]


def _topics(now: datetime) -> list[tuple[str, Counts]]:
    rows = {row["topic"]: _counts(row) for row in _counted().values("topic").annotate(**_steps(now))}
    return [(str(topic), rows[topic.pk]) for topic in Topic.objects.filter(pk__in=rows)]


def _languages(now: datetime) -> list[tuple[str, Counts]]:
    rows = _counted().values("language").annotate(**_steps(now))
    interpreted = _("with interpretation, or not said")
    return [(language_name(row["language"]) if row["language"] else interpreted, _counts(row)) for row in rows]


def _shown(table: list[tuple[str, Counts]]) -> list[Line]:
    """The most first. Lines of which nothing may be told are left out: no name stands beside a small number."""
    lines = [line for line in (Line(label, told(counts)) for label, counts in table) if any(line.counts)]
    return sorted(lines, key=lambda line: ([-count for count in line.counts], line.label))


def this_moment() -> Numbers:
    """The numbers as they are now."""
    return connections_in_numbers(clock.now())
