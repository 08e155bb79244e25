"""What a plan does for everybody in the round, and what one more of something would open; in words for the team."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letsconnect.connections.queries.whens import day_in_words, time_in_words
from letsconnect.connections.times import moment_of
from letsconnect.ground.languages import language_name
from letsconnect.matching.matchmaking.planning import plan_from
from letsconnect.matching.queries.entrants import TEAM
from letsconnect.matching.queries.names import topic_labels
from letsconnect.people.models import Person
from letsconnect.people.queries.places import region_name
from letsconnect.rounds.models import Round
from matchmaker.reading import round_from
from matchmaker.summary import Served, Summary, summary
from matchmaker.telling.unlocking import Unlock

FEW = 5  # fewer wishes than this are put together, so that a line is about no one person


@dataclass(frozen=True)
class InWords:
    """`regions`, `languages`, `topics`: name, wishes, of them served. `hints`: what one more would open."""

    served: str
    people: str
    load: str
    regions: tuple[tuple[str, int, int], ...]
    languages: tuple[tuple[str, int, int], ...]
    topics: tuple[tuple[str, int, int], ...]
    hints: tuple[str, ...]


def summed_up(round_: Round, reader: Person) -> InWords:
    """The summary of the plan as it stands. Nobody is named in it."""
    input_: dict[str, Any] = round_.input or {}
    told = Person.objects.filter(public_id__in=[one["id"] for one in input_["people"]], region_audience__gte=TEAM)
    regions = dict(told.values_list("public_id", "region"))
    found = summary(round_from(input_), plan_from(round_.plan or {}), regions)
    topics = topic_labels(wish["topic"] for one in input_["people"] for wish in one["learn"])
    return InWords(
        served=_of_so_many(_("%(served)s of %(all)s wishes are served."), found.served, found.wishes),
        people=_of_so_many(
            _("%(served)s of %(all)s people who want to learn have a connection."),
            found.people_served,
            found.people_wishing,
        ),
        load=_load(found),
        regions=_lines(found.by_region, region_name),
        languages=_lines(found.by_language, language_name),
        topics=_lines(found.by_topic, lambda slug: topics.get(slug, slug)),
        hints=tuple(_hints(round_, found, topics, reader.time_zone or "UTC")),
    )


def _of_so_many(text: str, served: int, everybody: int) -> str:
    return text % {"served": served, "all": everybody}


def _load(found: Summary) -> str:
    text = ngettext(
        "%(count)s person shares: at most %(most)s connections each, %(none)s without one.",
        "%(count)s people share: at most %(most)s connections each, %(none)s without one.",
        found.load.sharers,
    )
    return text % {"count": found.load.sharers, "most": found.load.most, "none": found.load.never_chosen}


def _lines(found: Iterable[Served], named: Any) -> tuple[tuple[str, int, int], ...]:
    """A line each, those of few wishes together at the end."""
    found = list(found)
    lines = [(named(one.name), one.wishes, one.served) for one in found if one.name and one.wishes >= FEW]
    rest = [one for one in found if not one.name or one.wishes < FEW]
    if rest:
        lines.append((_("Others"), sum(one.wishes for one in rest), sum(one.served for one in rest)))
    return tuple(lines)


def _hints(round_: Round, found: Summary, topics: dict[str, str], zone: str) -> Iterable[str]:
    for one in found.one_more_sharer[:3]:
        text = ngettext(
            "One more person who shares %(topic)s, in %(language)s, free on %(when)s: up to %(count)s wish.",
            "One more person who shares %(topic)s, in %(language)s, free on %(when)s: up to %(count)s wishes.",
            one.wishes,
        )
        yield text % (_facts(one, topics) | {"when": _when(round_, one, zone)})
    for one in found.one_more_half_hour[:3]:
        text = ngettext(
            "More free time of those who share %(topic)s: up to %(count)s wish.",
            "More free time of those who share %(topic)s: up to %(count)s wishes.",
            one.wishes,
        )
        yield text % _facts(one, topics)
    for one in found.one_more_language[:3]:
        text = ngettext(
            "One more language, %(language)s, among those who share %(topic)s: up to %(count)s wish.",
            "One more language, %(language)s, among those who share %(topic)s: up to %(count)s wishes.",
            one.wishes,
        )
        yield text % _facts(one, topics)
    for one in found.one_more_booking[:3]:
        text = ngettext(
            "One more booking of an interpreter between %(one)s and %(other)s: up to %(count)s wish.",
            "One more booking of an interpreter between %(one)s and %(other)s: up to %(count)s wishes.",
            one.wishes,
        )
        two = [language_name(code) for code in one.languages or ("", "")]
        yield text % {"one": two[0], "other": two[1], "count": one.wishes}


def _facts(one: Unlock, topics: dict[str, str]) -> dict[str, Any]:
    topic, language = one.topic or "", one.language or ""
    return {"topic": topics.get(topic, topic), "language": language_name(language), "count": one.wishes}


def _when(round_: Round, one: Unlock, zone: str) -> str:
    at = moment_of(round_.monday, 0, one.slot or 0)
    return f"{day_in_words(at, zone)}, {time_in_words(at, zone)}"
