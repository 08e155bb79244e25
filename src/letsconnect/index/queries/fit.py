"""How well people fit one reader: only an order, never shown; only from what the reader may see.

The limits are the matchmaker's (level, language, another group, hours in common); its weights too.
"""

import hashlib
from dataclasses import dataclass, field

import numpy as np

from letsconnect.index.queries.index import Index
from letsconnect.index.queries.sight import WideSight

PRIORITY = (0, 100, 150, 200)
LEVEL_AS_SOUGHT, LEVEL_FURTHER, LEVEL_BELOW = 100, 90, 40  # percent
BOTH_WAYS = 40
I_COULD_HELP = 60
ONE_MORE_TOPIC, TOPICS_COUNTED = 10, 4
ONE_START, STARTS_COUNTED = 3, 10
BEST_LANGUAGE, ONE_RANK_LOWER = 40, 8
BUCKET = 20  # people this close are in an order of their own for each reader, so that not all meet the same first
SHIFT = np.int64(1 << 48)
Rows = slice | np.ndarray  # all rows, or those with these numbers
EVERY = slice(None)


@dataclass(frozen=True)
class Me:
    """What counts of the reader's own entry: topics by primary key, languages in lower case with their rank from 1,
    the half-hours free and those a session could start at, in UTC."""

    person_id: int
    row: int
    group: int
    wishes: dict[int, tuple[int, int]] = field(default_factory=dict)
    offers: dict[int, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    free: int = 0
    starts: tuple[int, ...] = ()

    @property
    def says_enough(self) -> bool:
        """Whether there is anything to fit to."""
        return bool(self.wishes or self.offers or any(self.starts))

    def digest(self) -> bytes:
        """Changes when any of it does."""
        topics = (sorted(self.wishes.items()), sorted(self.offers.items()))
        said = (self.group, topics, sorted(self.languages.items()), self.starts)
        return hashlib.blake2b(repr(said).encode(), digest_size=6).digest()


def me_in(index: Index, person_id: int | None) -> Me | None:
    """The reader's own entry, where they have one."""
    row = index.row_of.get(person_id or 0)
    if row is None or person_id is None:
        return None

    return Me(
        person_id=person_id,
        row=row,
        group=int(index.group[row]),
        wishes={
            pk: (int(index.wish_level[line, row]), int(index.wish_priority[line, row]))
            for pk, line in index.topics.items()
            if index.wish_level[line, row]
        },
        offers={pk: int(index.share[line, row]) for pk, line in index.topics.items() if index.share[line, row]},
        languages={
            code: int(index.language[line, row]) for code, line in index.languages.items() if index.language[line, row]
        },
        free=index.free_in_utc(row),
        starts=tuple(int(word) for word in index.starts[:, row]),
    )


def level_percent(level: int, sought: int) -> int:
    """How well a sharer's level suits the level sought; 0 where it is too low."""
    if level < max(1, sought - 1):
        return 0
    if level < sought:
        return LEVEL_BELOW
    return LEVEL_AS_SOUGHT if level - sought <= 1 else LEVEL_FURTHER


def common_starts(index: Index, starts: tuple[int, ...], at: Rows = EVERY) -> np.ndarray:
    """For each of these rows, how many half-hours of the week a session with it could start at."""
    found = np.zeros(len(index.alive[at]), np.uint16)
    for line, word in enumerate(starts):
        if word:
            found += np.bitwise_count(index.starts[line][at] & np.uint64(word))
    return found


def fit(index: Index, sight: WideSight, me: Me, rows: np.ndarray) -> np.ndarray:
    """The order for this reader as numbers, best highest, all different enough: bucket first, then for those who fit
    the reader's own shuffle, for the others how fresh they are. Rows outside `rows` (true or false each) get 0."""
    found = np.flatnonzero(rows)
    at: Rows = found if 2 * len(found) < len(rows) else EVERY  # picking rows costs more than it saves when most count
    value = _value_of_topics(index, sight, me, at)
    within = np.ones(len(value), bool)
    for bonus, allowed in (_languages(index, sight, me, at), _hours(index, sight, me, at)):
        value += bonus
        within &= allowed
    if me.group:
        within &= ~((index.group[at] == me.group) & sight.sees("group")[at])
    within &= ~((index.paused_until[at] >= index.day.toordinal()) & sight.sees("contact")[at])
    within &= index.person[at] != me.person_id
    bucket = np.where(within, value // BUCKET, 0).astype(np.int64)
    key = np.zeros(len(rows), np.int64)
    own_order = np.where(bucket > 0, shuffled(index.person[at], me.person_id), index.fresh[at] >> 8)
    key[at] = bucket * SHIFT + own_order
    return key


def _value_of_topics(index: Index, sight: WideSight, me: Me, at: Rows) -> np.ndarray:
    many = len(index.alive[at])
    best, topics = np.zeros(many, np.int32), np.zeros(many, np.uint8)
    for pk, (sought, priority) in me.wishes.items():
        worth = [PRIORITY[priority] * level_percent(level, sought) // 100 for level in range(5)]
        value = np.array(worth, np.int32)[index.share[index.topics[pk]][at]]
        np.maximum(best, value, out=best)
        topics += value > 0
    best += np.minimum(topics, TOPICS_COUNTED) * np.int32(ONE_MORE_TOPIC)
    best[~sight.sees("shares")[at]] = 0
    wanted = _wanting_from(index, me, at) & sight.sees("wishes")[at]
    best[wanted] = np.where(best[wanted] > 0, best[wanted] + BOTH_WAYS, I_COULD_HELP)
    return best


def _wanting_from(index: Index, me: Me, at: Rows) -> np.ndarray:
    """The rows that want something the reader shares on a level that suits."""
    found = np.zeros(len(index.alive[at]), bool)
    for pk, level in me.offers.items():
        suits = np.array([sought > 0 and level_percent(level, sought) > 0 for sought in range(4)])
        found |= suits[index.wish_level[index.topics[pk]][at]]
    return found


def _languages(index: Index, sight: WideSight, me: Me, at: Rows) -> tuple[np.ndarray, np.ndarray]:
    """What the best common language adds, and who may stay: without one in common nobody can talk."""
    best = np.zeros(len(index.alive[at]), np.int32)
    for code, mine in me.languages.items():
        theirs = index.language[index.languages[code]][at].astype(np.int32)
        worth = np.maximum(BEST_LANGUAGE - ONE_RANK_LOWER * (theirs + mine - 2), ONE_RANK_LOWER)
        np.maximum(best, np.where(theirs > 0, worth, 0), out=best)
    seen = sight.sees("languages")[at]
    best[~seen] = 0
    if not me.languages:
        return best, np.ones(len(best), bool)
    return best, ~seen | (best > 0) | ~index.speaks[at]


def _hours(index: Index, sight: WideSight, me: Me, at: Rows) -> tuple[np.ndarray, np.ndarray]:
    """What hours in common add, and who may stay: both said theirs and none are in common is a no."""
    if not any(me.starts):
        return np.zeros(len(index.alive[at]), np.int32), np.ones(len(index.alive[at]), bool)
    common, seen = common_starts(index, me.starts, at), sight.sees("hours")[at]
    bonus = np.where(seen, np.minimum(common, STARTS_COUNTED).astype(np.int32) * ONE_START, 0)
    return bonus, ~seen | (common > 0) | ~index.has_hours[at]


def shuffled(person: np.ndarray, reader_id: int) -> np.ndarray:
    """48 bits for each person that look like chance and are always the same for this reader."""
    mixed = person.astype(np.uint64) ^ np.uint64(reader_id * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(16)).astype(np.int64)
