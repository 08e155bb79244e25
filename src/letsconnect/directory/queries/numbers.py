"""The programme in numbers: aggregates only, rounded so that nobody can be found out by them (P6, R33, R204-R207).

Examples are left out. A field counts as far as its person tells it to the team.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from letsconnect.ground.languages import language_name
from letsconnect.index.queries.entries import listed_people
from letsconnect.people.audience import Audience
from letsconnect.people.models import CountryAtRisk, Person, SpokenLanguage
from letsconnect.people.queries.places import REGION_NAMES, country_name
from letsconnect.skills.models import Offer, Topic, Wish
from letsconnect.skills.queries.catalogue import living_topics

ROUNDED_TO = 5
TEAM = int(Audience.TEAM)


@dataclass(frozen=True)
class Line:
    """What was counted, and how many, rounded down to fives; 0 stands for fewer than five."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Numbers:
    programme: list[Line]
    regions: list[Line]
    countries: list[Line]
    topics: list[Line]
    languages: list[Line]


def rounded(count: int) -> int:
    """Down to the next five: two reports that differ by one person look the same nearly always."""
    return count - count % ROUNDED_TO


def counted_people() -> QuerySet[Person]:
    """Registered people who are no examples."""
    return Person.objects.filter(listed_people(), is_demo=False)


def programme_in_numbers() -> Numbers:
    """Everything at once; nine statements however many people there are."""
    return Numbers(_programme(), _regions(), _countries(), _topics(), _languages())


def _programme() -> list[Line]:
    people = counted_people()
    found = people.aggregate(
        registered=Count("pk"),
        confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
        affiliated=Count("pk", filter=Q(group__recognised=True, group_audience__gte=TEAM)),
    )
    sharers = _told(Offer, "shares").values("person").distinct().count()
    learners = _told(Wish, "wishes").values("person").distinct().count()
    return [
        Line(_("People registered"), (rounded(found["registered"]),)),
        Line(_("Of them, signed in and confirmed themselves"), (rounded(found["confirmed"]),)),
        Line(_("In a recognised affiliate"), (rounded(found["affiliated"]),)),
        Line(_("Offer to share something"), (rounded(sharers),)),
        Line(_("Want to learn something"), (rounded(learners),)),
    ]


def _told(model: type[Offer] | type[Wish], key: str) -> QuerySet[Offer] | QuerySet[Wish]:
    """Lines whose people tell them to the team at least."""
    told = {f"person__{key}_audience__gte": TEAM, "person__in": counted_people()}
    return model.objects.filter(**told).order_by()


def _regions() -> list[Line]:
    """All eight: a silent one is seen, and a line does not tell that somebody is there."""
    found = counted_people().filter(region_audience__gte=TEAM).order_by()
    counts = dict(found.values_list("region").annotate(count=Count("pk")))
    return _sorted(Line(str(name), (rounded(counts.get(code, 0)),)) for code, name in REGION_NAMES.items())


def _countries() -> list[Line]:
    """Countries of five and more; those at risk are left out."""
    found = (
        counted_people()
        .filter(country_audience__gte=TEAM)
        .exclude(country__in=CountryAtRisk.objects.values("code"))
        .order_by()
    )
    return _sorted(
        Line(country_name(code), (rounded(count),))
        for code, count in found.exclude(country="").values_list("country").annotate(count=Count("pk"))
        if rounded(count)
    )


def _topics() -> list[Line]:
    shared = dict(_told(Offer, "shares").values_list("topic").annotate(count=Count("pk")))
    wanted = dict(_told(Wish, "wishes").values_list("topic").annotate(count=Count("pk")))
    topics: Iterable[Topic] = living_topics()
    lines = [Line(str(t), (rounded(shared.get(t.pk, 0)), rounded(wanted.get(t.pk, 0)))) for t in topics]
    return sorted(lines, key=lambda line: (-line.counts[1], line.label))


def _languages() -> list[Line]:
    people = counted_people().filter(languages_audience__gte=TEAM)
    found = SpokenLanguage.objects.filter(person__in=people).order_by()
    return _sorted(
        Line(language_name(code), (rounded(count),))
        for code, count in found.values_list("code").annotate(count=Count("pk"))
        if rounded(count)
    )


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.counts[0], line.label))
