"""The directory: who is found by a search, in which order, one page after the other."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

import numpy as np
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from letsconnect.directory.queries.topics import Catalogue, scope_of
from letsconnect.index.queries.fit import Me, common_starts, fit, me_in
from letsconnect.index.queries.index import Index, with_index
from letsconnect.index.queries.sight import Sight, WideSight
from letsconnect.index.queries.texts import searchable
from letsconnect.people.audience import Reader

PAGE = 20
WORDS_COUNTED = 6
FRESH = "fresh"
TEXT_SEEN_WITH = {
    "chosen_name": ("chosen_name",),
    "username": ("username",),
    "share_notes": ("shares", "share_notes"),
    "wish_notes": ("wishes", "wish_notes"),
    "shares": ("shares",),
    "wishes": ("wishes",),
}


@dataclass(frozen=True)
class Search:
    """What somebody looks for. A facet is None where nothing was asked, and finds nobody where it is empty:
    topics and groups by primary key, languages in lower case. `free`: when the reader is; False finds nobody."""

    share: frozenset[int] | None = None
    learn: frozenset[int] | None = None
    language: frozenset[str] | None = None
    region: frozenset[str] | None = None
    country: frozenset[str] | None = None
    group: frozenset[int] | None = None
    free: bool | None = None
    words: str = ""


@dataclass(frozen=True)
class Values:
    """What can be filtered by: languages (lower case) and countries that somebody listed shows to readers like this."""

    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """One page of people, by primary key, in order. `count` leaves examples out; `after` leads to the next page."""

    people: list[int]
    count: int
    examples: int
    after: str = ""
    started_anew: bool = False
    by_fit: bool = False
    needs_hours: bool = False
    sight: Sight = field(default_factory=lambda: Sight(Reader()))
    me: Me | None = None
    values: Values = field(default_factory=Values)


@dataclass(frozen=True)
class Place:
    """Where a page ended: the last one's key and id, and what the order was made from."""

    key: int
    person: int
    line: int
    made_from: str


@with_index
def find(index: Index, search: Search, reader: Reader, topics: Catalogue, after: str = "", size: int = PAGE) -> Found:
    """The people this reader finds. With wishes, offers or hours of their own the best fit comes first."""
    scope = scope_of(reader, topics)
    sight, me = WideSight(index, reader, scope), me_in(index, reader.person_id)
    rows = _matching(index, sight, search, me)
    by_fit = me is not None and me.says_enough
    key = fit(index, sight, me, rows) if me and by_fit else index.fresh
    made_from = _made_from(reader, me if by_fit else None, index)
    place = _read(after)
    anew = bool(after) and (place is None or place.made_from != made_from)
    people, last = _page(index, rows, key, None if anew else place, size)
    return Found(
        people=people,
        count=int((rows & ~index.is_demo).sum()),
        examples=int((rows & index.is_demo).sum()),
        after=_written(index, last, made_from, None if anew else place) if last else "",
        started_anew=anew,
        by_fit=by_fit,
        needs_hours=bool(search.free) and not (me and any(me.starts)),
        sight=Sight(reader, scope, index.at_risk, index.crowded),
        me=me,
        values=_values(index, reader),
    )


def _values(index: Index, reader: Reader) -> Values:
    """Kept until somebody's entry changes, for all who are kept apart from the same people."""
    kind = Reader(rank=reader.rank, apart=reader.apart)
    if kind not in index.kept:
        sight = WideSight(index, kind)
        listed = sight.listed()
        spoken = np.asarray(index.language[:, listed & sight.sees("languages")].any(axis=1))
        countries = set(np.unique(index.country[listed & sight.sees("country")]).tolist())
        index.kept[kind] = Values(
            languages=tuple(code for code, row in index.languages.items() if spoken[row]),
            countries=tuple(code for code, number in index.countries.items() if number in countries),
        )
    return index.kept[kind]


def _matching(index: Index, sight: WideSight, search: Search, me: Me | None) -> np.ndarray:
    """Within a facet any of the values, across facets all; a field the reader may not see matches nothing."""
    rows: np.ndarray = sight.listed()
    for key, table, places in (
        ("shares", index.share, _places(search.share, index.topics)),
        ("wishes", index.wish_level, _places(search.learn, index.topics)),
        ("languages", index.language, _spoken(search.language, index.languages)),
    ):
        if places is not None:
            rows = rows & sight.sees(key) & np.asarray((table[places] > 0).any(axis=0))
    for key, column, codes in (
        ("region", index.region, _places(search.region, index.regions)),
        ("country", index.country, _places(search.country, index.countries)),
        ("group", index.group, None if search.group is None else list(search.group)),
    ):
        if codes is not None:
            rows = rows & sight.sees(key) & np.isin(column, codes)
    if search.free is not None:
        mine = me.starts if me and search.free else ()
        rows = rows & sight.sees("hours") & (common_starts(index, mine) > 0)
        rows &= index.person != (me.person_id if me else 0)
    for word in searchable(search.words).split()[:WORDS_COUNTED]:
        rows = rows & _saying(index, sight, word)
    return rows


def _places(asked: frozenset[int] | frozenset[str] | None, known: dict) -> list[int] | None:
    return None if asked is None else [known[value] for value in asked if value in known]


def _spoken(asked: frozenset[str] | None, known: dict[str, int]) -> list[int] | None:
    """A language also means its variants: pt finds pt-br."""
    if asked is None:
        return None
    return [row for code, row in known.items() if any(code == one or code.startswith(f"{one}-") for one in asked)]


def _saying(index: Index, sight: WideSight, word: bytes) -> np.ndarray:
    """The rows in which the reader may see this piece of text: a name, the group, a note."""
    groups = [pk for pk, (_slug, text) in index.groups.items() if word in text]
    found = sight.sees("group") & np.isin(index.group, groups) if groups else np.zeros(len(index.alive), bool)
    for key, column in index.texts.items():
        here = column.rows_with(word, len(index.alive))
        for field_seen in TEXT_SEEN_WITH[key]:
            here &= sight.sees(field_seen)
        found |= here
    return found


def _page(
    index: Index, rows: np.ndarray, key: np.ndarray, place: Place | None, size: int
) -> tuple[list[int], tuple[int, int] | None]:
    """The next people, highest key first, equal keys by id; and where to go on, if anybody is left."""
    if place:
        rows = rows & ((key < place.key) | ((key == place.key) & (index.person < place.person)))
        if place.made_from != FRESH:  # who has a new fit might come a second time
            rows = rows & (index.changed <= place.line)
    left = np.flatnonzero(rows)
    if len(left) > size:
        border = np.partition(key[left], len(left) - size - 1)[len(left) - size - 1]
        left = left[key[left] >= border]
    order = left[np.lexsort((index.person[left], key[left]))[::-1]]
    chosen = order[:size]
    last = chosen[-1] if len(order) > size else None
    return index.person[chosen].tolist(), None if last is None else (int(key[last]), int(index.person[last]))


def _made_from(reader: Reader, me: Me | None, index: Index) -> str:
    """Tells one order from another: a list begun in one cannot be continued in the other."""
    if me is None:
        return FRESH
    scope = (reader.rank, reader.support, sorted(reader.regions), sorted(reader.topics), index.day)
    return me.digest().hex() + sha256(repr(scope).encode()).hexdigest()[:8]


@lru_cache(maxsize=1)
def _seal(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"directory cursor {secret}".encode()).digest()))


def _written(index: Index, last: tuple[int, int], made_from: str, place: Place | None) -> str:
    """Sealed: it holds an order that nobody is to read. Who changes after the first page is not on later ones."""
    line = place.line if place else index.last[0] if index.last else 0
    return _seal(settings.SECRET_KEY).encrypt(json.dumps([*last, line, made_from]).encode()).decode()


def _read(after: str) -> Place | None:
    try:
        return Place(*json.loads(_seal(settings.SECRET_KEY).decrypt(after.encode()))) if after else None
    except InvalidToken:
        return None
