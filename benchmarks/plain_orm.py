"""The alternative that `bench_directory.py` compares with: the directory asked of the database by Django's ORM."""

from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from letsconnect.ground import clock
from letsconnect.people.audience import Audience, Reader
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.people.queries.readers import countries_at_risk, reader_of
from letsconnect.skills.models import Offer, Topic, Wish
from letsconnect.skills.queries.cards import card_of
from letsconnect.skills.queries.entries import free_hours
from letsconnect.skills.queries.fit import Me
from letsconnect.skills.queries.sight import Sight
from letsconnect.skills.queries.tellings import facts_of
from letsconnect.skills.queries.topics import catalogue
from letsconnect.skills.templatetags.cards import person_cards
from matchmaker import hours

PAGE = 20


def plain_orm_page(reader_person: Person | None, filters: dict[str, Any]) -> str:
    """One page of cards for a member or somebody signed out; the frame of the page is left out."""
    reader, topics = reader_of(reader_person), catalogue()
    rank = int(reader.rank)
    people = Person.objects.filter(registered_at__isnull=False, is_active=True, suspended_at=None)
    people = people.filter(
        Q(chosen_name_audience__gte=rank) & ~Q(chosen_name="") | Q(username_audience__gte=rank) & ~Q(username=None)
    )
    for key, value in filters.items():
        people = people.filter(condition(key, value if isinstance(value, list) else [value], rank))
    if "free" in filters and reader_person:
        people = people.filter(pk__in=free_with(people, reader_person))
    count = people.aggregate(found=Count("pk"))["found"]
    page = list(people.order_by("-fresh_at", "-pk").values_list("pk", flat=True)[:PAGE])
    known, sight, me = facts_of(page), Sight(Reader(rank=reader.rank), at_risk=countries_at_risk()), mine(reader_person)
    cards = [card_of(known[pk], sight, topics, me) for pk in page]
    return f"{count} {person_cards(cards)}"


def condition(key: str, values: list[str], rank: int) -> Q:
    if key in ("share", "learn"):
        model, field = (Offer, "shares") if key == "share" else (Wish, "wishes")
        people = model.objects.filter(topic__in=Topic.objects.filter(slug__in=values)).values("person")
        return Q(pk__in=people, **{f"{field}_audience__gte": rank})
    if key == "language":
        return Q(pk__in=SpokenLanguage.objects.filter(code__in=values).values("person"), languages_audience__gte=rank)
    if key == "group":
        return Q(group__slug__in=values, group_audience__gte=rank)
    if key == "q":
        return said(values[0], rank)
    if key == "free":
        return Q(hours_audience__gte=rank)
    return Q(**{f"{key}__in": values, f"{key}_audience__gte": rank})


def said(words: str, rank: int) -> Q:
    notes = Offer.objects.filter(note__icontains=words).values("person")
    contexts = Wish.objects.filter(context__icontains=words).values("person")
    return (
        Q(chosen_name__icontains=words, chosen_name_audience__gte=rank)
        | Q(username__icontains=words, username_audience__gte=rank)
        | Q(group__name__icontains=words, group_audience__gte=rank)
        | Q(pk__in=notes, shares_audience__gte=rank, share_notes_audience__gte=rank)
        | Q(pk__in=contexts, wishes_audience__gte=rank, wish_notes_audience__gte=rank)
    )


def free_with(people: Any, me: Person) -> list[int]:
    """Who is free when I am: the database cannot shift a week, so all candidates are read."""
    own = week(me.hours, me.time_zone)
    rows = people.values_list("pk", Coalesce("hours", b""), "time_zone")
    return [pk for pk, said_hours, zone in rows if hours.starts(week(said_hours, zone) & own)][:30_000]


def week(said_hours: bytes | None, zone: str) -> int:
    return hours.to_utc(free_hours(said_hours, True), clock.offset_minutes(zone, clock.noon()))


def mine(person: Person | None) -> Me | None:
    if person is None:
        return None
    own = facts_of([person.pk])[person.pk]
    return Me(
        person_id=person.pk,
        row=0,
        group=person.group_id or 0,
        wishes={line.topic_id: (line.level, line.priority) for line in own.side("learn")},
        offers={line.topic_id: line.level for line in own.side("share")},
        languages={code: rank for rank, (code, _level) in enumerate(own.languages, start=1)},
        free=week(person.hours, person.time_zone),
    )


assert Audience.EVERYONE == 3  # the comparisons above rest on it
