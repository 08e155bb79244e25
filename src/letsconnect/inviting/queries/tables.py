"""Tables to sit down at: those that fit the reader first, never those of people they are kept apart from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.hours import week_of
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.queries.whens import When, when
from letsconnect.connections.times import suits
from letsconnect.ground import clock
from letsconnect.ground.languages import language_name
from letsconnect.people.audience import Reader
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Wish

State = Connection.State


@dataclass(frozen=True)
class TableCard:
    """A table as the reader sees it. `why`: codes of what makes it fit: "topic", "language", "free"."""

    public_id: str
    topic: str
    sharer: str
    words: str
    language: str
    when: When
    seats_left: int
    is_mine: bool
    i_sit_there: bool
    why: tuple[str, ...]


def upcoming_tables(reader: Reader) -> QuerySet[Connection]:
    """Tables whose time is to come; none at which somebody sits whom the reader is kept apart from."""
    tables = Connection.objects.filter(
        origin=Connection.Origin.TABLE, state__in=(State.OPEN, State.AGREED), starts_at__gt=clock.now()
    )
    not_for_them = Place.objects.filter(person__in=reader.apart, answer=Place.Answer.YES).values("connection")
    seats = Place.objects.filter(answer=Place.Answer.YES).select_related("person")
    sitting = Prefetch("places", queryset=seats, to_attr="sitting")
    return tables.exclude(pk__in=not_for_them).select_related("topic").prefetch_related(sitting).order_by("starts_at")


def opened_before(intents: Iterable[str]) -> bool:
    """Whether one of these intents made a table already."""
    return Connection.objects.filter(intent__in=list(intents)).exists()


def tables_for(me: Person, reader: Reader, topic: str = "") -> list[TableCard]:
    """The tables with a seat left, and mine: first what fits me best, then by time."""
    tables = upcoming_tables(reader).filter(topic__slug=topic) if topic else upcoming_tables(reader)
    cards = _cards(tables, me)
    return sorted(cards, key=lambda card: (-len(card.why), card.when.at))


def _cards(tables: Iterable[Connection], me: Person) -> list[TableCard]:
    wanted = set(Wish.objects.filter(person=me).values_list("topic_id", flat=True))
    spoken = set(SpokenLanguage.objects.filter(person=me).values_list("code", flat=True))
    cards = [_card(table, me, wanted, spoken) for table in tables]
    return [card for card in cards if card.seats_left or card.i_sit_there or card.is_mine]


def _card(table: Connection, me: Person, wanted: set[int], spoken: set[str]) -> TableCard:
    sitting: list[Place] = table.sitting  # type: ignore[attr-defined]
    sharer = next(place.person for place in sitting if place.part == Place.Part.SHARER)
    at = table.starts_at or clock.now()
    left = 0 if sharer.is_away(at.date()) else table.seats - len(sitting) + 1
    fits = {
        "topic": table.topic_id in wanted,
        "language": table.language in spoken,
        "free": me.hours is not None and suits([week_of(me)], at),
    }
    return TableCard(
        public_id=table.public_id,
        topic=str(table.topic),
        sharer=name_among_members(sharer),
        words=table.words,
        language=language_name(table.language) if table.language else "",
        when=when(at, me),
        seats_left=left,
        is_mine=sharer.pk == me.pk,
        i_sit_there=any(place.person_id == me.pk for place in sitting),
        why=tuple(code for code, holds in fits.items() if holds),
    )
