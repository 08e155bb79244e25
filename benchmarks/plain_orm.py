"""The alternative that `bench_directory.py` compares with: people found by the database, asked by Django's ORM.

`plain_find` stands in for `directory.queries.search.find`; everything else of the request is the same.
"""

from typing import Any

from django.db.models import Q

from letsconnect.directory.queries.search import Found, Search, Values
from letsconnect.directory.queries.tellings import facts_of
from letsconnect.directory.queries.topics import Catalogue
from letsconnect.ground import clock
from letsconnect.index.queries.entries import free_hours
from letsconnect.index.queries.fit import Me
from letsconnect.index.queries.sight import Sight
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.people.queries.readers import countries_at_risk
from letsconnect.skills.models import Offer, Wish
from matchmaker import hours

PAGE = 20


def plain_find(search: Search, reader: Reader, topics: Catalogue, after: str = "", size: int = PAGE) -> Found:
    """One page, freshest first: best fit is left out, and so are ambassadors and regions of countries at risk."""
    rank, me = int(reader.rank), mine(reader.person_id)
    people = Person.objects.filter(registered_at__isnull=False, is_active=True, suspended_at=None)
    people = people.filter(
        (Q(chosen_name_audience__gte=rank) & ~Q(chosen_name=""))
        | Q(username_audience__gte=rank, username__isnull=False)
    )
    for condition in conditions(search, rank):
        people = people.filter(condition)
    if search.free and me:
        people = people.filter(pk__in=free_with(people, me))
    page = list(people.order_by("-fresh_at", "-pk").values_list("pk", flat=True)[:size])
    return Found(
        people=page,
        count=people.filter(is_demo=False).count(),
        examples=0,
        after="next",
        sight=Sight(reader, at_risk=countries_at_risk()),
        me=me,
        values=Values(tuple(spoken(rank)), ()),
    )


def conditions(search: Search, rank: int) -> list[Q]:
    """One for each filter in use."""
    found = []
    if search.share is not None:
        people = Offer.objects.filter(topic__in=search.share).values("person")
        found.append(Q(pk__in=people, shares_audience__gte=rank))
    if search.learn is not None:
        people = Wish.objects.filter(topic__in=search.learn).values("person")
        found.append(Q(pk__in=people, wishes_audience__gte=rank))
    if search.language is not None:
        people = SpokenLanguage.objects.filter(code__in=search.language).values("person")
        found.append(Q(pk__in=people, languages_audience__gte=rank))
    for key in ("region", "country", "group"):
        if getattr(search, key) is not None:
            found.append(Q(**{f"{key}__in": getattr(search, key), f"{key}_audience__gte": rank}))
    if search.free is not None:
        found.append(Q(hours_audience__gte=rank))
    return found + [said(word, rank) for word in search.words.split()]


def said(word: str, rank: int) -> Q:
    notes = Offer.objects.filter(note__icontains=word).values("person")
    contexts = Wish.objects.filter(context__icontains=word).values("person")
    return (
        Q(chosen_name__icontains=word, chosen_name_audience__gte=rank)
        | Q(username__icontains=word, username_audience__gte=rank)
        | Q(group__name__icontains=word, group_audience__gte=rank)
        | Q(pk__in=notes, shares_audience__gte=rank, share_notes_audience__gte=rank)
        | Q(pk__in=contexts, wishes_audience__gte=rank, wish_notes_audience__gte=rank)
    )


def spoken(rank: int) -> list[str]:
    """The languages that the filters offer."""
    shown = SpokenLanguage.objects.filter(person__languages_audience__gte=rank)
    return list(shown.order_by().values_list("code", flat=True).distinct())


def free_with(people: Any, me: Me) -> list[int]:
    """Who is free when I am: the database cannot shift a week, so all candidates are read."""
    rows = people.values_list("pk", "hours", "time_zone")
    return [pk for pk, free, zone in rows if hours.starts(week(free, zone) & me.free)][:30_000]


def week(free: bytes | None, zone: str) -> int:
    return hours.to_utc(free_hours(free, True), clock.offset_minutes(zone, clock.noon()))


def mine(person_id: int | None) -> Me | None:
    known = facts_of([person_id])[person_id] if person_id else None
    return known and Me(
        person_id=known.person.pk,
        row=0,
        group=known.person.group_id or 0,
        wishes={line.topic_id: (line.level, line.priority) for line in known.side("learn")},
        offers={line.topic_id: line.level for line in known.side("share")},
        languages={code: rank for rank, (code, _level) in enumerate(known.languages, start=1)},
        free=week(known.person.hours, known.person.time_zone),
    )
