"""What the index holds of one person, read from the database, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.db.models import Q

from letsconnect.index.queries.texts import searchable
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, OwnWords, Wish
from matchmaker import hours

AT_A_TIME = 900
TEXTS = ("chosen_name", "username", "share_notes", "wish_notes", "shares", "wishes")
INDEXED = (
    "chosen_name",
    "username",
    "group",
    "country",
    "region",
    "languages",
    "shares",
    "share_notes",
    "wishes",
    "wish_notes",
    "hours",
    "contact",
)
FACTS = (
    "id",
    "chosen_name",
    "username",
    "country",
    "region",
    "time_zone",
    "hours",
    "never_nights",
    "paused_until",
    "fresh_at",
    "is_demo",
    "confirmed_at",
    "group_id",
    "group__slug",
    "group__name",
    "group__acronym",
    "group__country",
    *(f"{key}_audience" for key in INDEXED),
)
DAY = 48
NIGHT = hours.from_ranges((day * DAY + 44, day * DAY + 62) for day in range(7))  # 22:00 to 07:00


@dataclass
class Entry:
    """One person's row."""

    person_id: int
    has_name: bool
    has_username: bool
    country: str
    region: str
    zone: str
    free: int
    paused_until: int
    fresh: int
    is_demo: bool
    group_id: int
    group_slug: str
    group_text: bytes
    group_country: str
    audiences: list[int]
    texts: dict[str, bytes]
    shares: list[tuple[int, int]] = field(default_factory=list)
    wishes: list[tuple[int, int, int]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


def listed_people() -> Q:
    """Who has a row at all: registered, active, not suspended. Who sees them is another matter."""
    return Q(registered_at__isnull=False, is_active=True, suspended_at__isnull=True)


def all_entries() -> Iterator[Entry]:
    """Everybody listed, in portions, by id."""
    last = 0
    while portion := list(_facts().filter(id__gt=last)[: AT_A_TIME * 5]):
        between = {"person_id__gt": last, "person_id__lte": portion[-1]["id"]}
        last = portion[-1]["id"]
        yield from _entries(portion, between)


def entries_of(person_ids: list[int]) -> Iterator[Entry]:
    """Those of these people who are listed."""
    for start in range(0, len(person_ids), AT_A_TIME):
        some = person_ids[start : start + AT_A_TIME]
        yield from _entries(list(_facts().filter(id__in=some)), {"person_id__in": some})


def free_hours(hours_said: bytes | memoryview | None, never_nights: bool) -> int:
    """A person's free half-hours on their own clock; 0 where not said."""
    free = int.from_bytes(bytes(hours_said), "little") & hours.WHOLE_WEEK if hours_said else 0
    return free & ~NIGHT if never_nights else free


@cache
def known_zones() -> frozenset[str]:
    """The zones whose clocks we can read."""
    return frozenset(available_timezones())


def _facts() -> Any:
    return Person.objects.filter(listed_people()).order_by("id").values(*FACTS)


def _entries(portion: list[dict[str, Any]], of_them: dict[str, Any]) -> Iterable[Entry]:
    shares, wishes, notes = _by_person(_OFFERS, of_them), _by_person(_WISHES, of_them), _by_person(_WORDS, of_them)
    spoken = _by_person(_SPOKEN, of_them)
    for facts in portion:
        entry = _entry(facts)
        known = entry.person_id
        entry.shares = [(topic, level) for topic, level, _note in shares[known]]
        entry.wishes = [(topic, level, priority) for topic, level, priority, _context in wishes[known]]
        entry.languages = [code.lower() for (code,) in spoken[known]]
        _add_text(entry, "share_notes", [note for *_rest, note in shares[known]])
        _add_text(entry, "wish_notes", [context for *_rest, context in wishes[known]])
        for side, key in ((OwnWords.Side.SHARE, "shares"), (OwnWords.Side.LEARN, "wishes")):
            _add_text(entry, key, [words for where, words in notes[known] if where == side])
        yield entry


_OFFERS = (Offer, "topic_id", "level", "note")
_WISHES = (Wish, "topic_id", "level", "priority", "context")
_WORDS = (OwnWords, "side", "words")
_SPOKEN = (SpokenLanguage, "code")


def _by_person(what: tuple[Any, ...], of_them: dict[str, Any]) -> dict[int, list[tuple[Any, ...]]]:
    model, *columns = what
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person_id, *rest in model.objects.filter(**of_them).values_list("person_id", *columns):
        found[person_id].append(tuple(rest))
    return found


def _add_text(entry: Entry, key: str, texts: list[str]) -> None:
    said = " \x00 ".join(text for text in texts if text)
    if said:
        entry.texts[key] = searchable(said)


def _entry(facts: dict[str, Any]) -> Entry:
    limit = Audience.EVERYONE if facts["confirmed_at"] else Audience.MEMBERS
    fresh = facts["fresh_at"]
    names = {key: searchable(facts[key] or "") for key in ("chosen_name", "username")}
    return Entry(
        person_id=facts["id"],
        has_name=bool(facts["chosen_name"]),
        has_username=bool(facts["username"]),
        country=facts["country"],
        region=facts["region"],
        zone=facts["time_zone"] if facts["time_zone"] in known_zones() else "",
        free=free_hours(facts["hours"], facts["never_nights"]),
        paused_until=day_number(facts["paused_until"]),
        fresh=int(fresh.timestamp() * 1_000_000) if fresh else 0,
        is_demo=facts["is_demo"],
        group_id=facts["group_id"] or 0,
        group_slug=facts["group__slug"] or "",
        group_text=searchable(f"{facts['group__name'] or ''} \x00 {facts['group__acronym'] or ''}"),
        group_country=facts["group__country"] or "",
        audiences=[min(facts[f"{key}_audience"], FIELDS[key].widest, limit) for key in INDEXED],
        texts=names,
    )


def day_number(day: date | None) -> int:
    """A date as a number that compares; 0 for none."""
    return day.toordinal() if day else 0
