"""People as rows of arrays that follow them as they change: who may meet whom, on what, and what it is worth."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

import numpy as np

from matchmaker import hours, value
from matchmaker.packing import words_of
from matchmaker.shapes import Pair, Person, Policy, Round, Wish, pair

LEARN, SHARE = 0, 1
PAIRS_AT_ONCE = 2_000_000
NOT_ALLOWED = -1
BITS = ("starts", "tongues", "reach", "wants", "gives")
Line = tuple[int, int, int, int, int]


class Shelf(NamedTuple):
    """Who wants, or who shares, one topic: their rows, levels and (of those who want it) priorities."""

    rows: np.ndarray
    levels: np.ndarray
    priorities: np.ndarray

    @classmethod
    def of(cls, lines: Iterable[tuple[int, int, int]]) -> "Shelf":
        """The shelf with these lines: row, level, priority."""
        return cls(*np.array(list(lines), dtype=np.int64).reshape(-1, 3).T.copy())

    def without(self, row: int) -> "Shelf":
        """The shelf without this person."""
        kept = self.rows != row
        return Shelf(*(column[kept] for column in self))

    def beside(self, row: int, level: int, priority: int) -> "Shelf":
        """The shelf with one more person."""
        return Shelf(*(np.append(column, one) for column, one in zip(self, (row, level, priority), strict=True)))


class Pairs(NamedTuple):
    """Sharers and learners who may meet, the topic by number, what it is worth and whether they share a language."""

    sharers: np.ndarray
    learners: np.ndarray
    topics: np.ndarray
    worth: np.ndarray
    speaking: np.ndarray

    def asking(self, side: int) -> np.ndarray:
        """The rows of those who ask: learners in the part of learning, sharers in the part of sharing."""
        return self.learners if side == LEARN else self.sharers

    def asked(self, side: int) -> np.ndarray:
        """The rows of those at the other end."""
        return self.sharers if side == LEARN else self.learners


class Roster:
    """A round as arrays. Nobody loses their row; whoever has limits of 0 stands on no shelf."""

    def __init__(self, round_: Round) -> None:
        self.policy, self.weeks = round_.policy, round_.weeks
        self.pools = {pair(*pool.languages): pool for pool in round_.interpretation}
        self.urgency = _urgency(round_.policy)
        self.topics: dict[str, int] = {}
        self.tongue: dict[str, int] = {}
        self.group: dict[str, int] = {}
        self.people = sorted(round_.people, key=lambda one: one.id)
        self.row = {person.id: at for at, person in enumerate(self.people)}
        self.layers = round_.weeks if any(person.free_weeks for person in self.people) else 1
        self.met = self._known(round_.met)
        self.never = self._known(round_.never)
        lines = [self._line(person) for person in self.people]
        widths = (hours.WEEK * self.layers, len(self.tongue), len(self.pools), len(self.topics), len(self.topics))
        columns = zip(*lines, strict=True) if lines else ((),) * len(widths)
        self.bits = {name: words_of(column, width) for name, column, width in zip(BITS, columns, widths, strict=True)}
        self.groups = _ints([self._group(person) for person in self.people])
        self.equity = _ints([person.equity for person in self.people])
        self.tags = _ints([_tag(person) for person in self.people])
        self.rooms = (_ints([one.learn_limit for one in self.people]), _ints([one.share_limit for one in self.people]))
        self.shelves = self._shelved()

    def _known(self, pairs: Iterable[Pair]) -> list[set[int]]:
        found: list[set[int]] = [set() for _ in self.people]
        for one, other in pairs:
            found[self.row[one]].add(self.row[other])
            found[self.row[other]].add(self.row[one])
        return found

    def _line(self, person: Person) -> Line:
        """A person's bits, in the order of BITS."""
        spoken = set(person.languages)
        open_ = [pool.bookings > 0 and not spoken.isdisjoint(pool.languages) for pool in self.pools.values()]
        return (
            sum(hours.starts(person.free_in(week)) << (hours.WEEK * week) for week in range(self.layers)),
            sum(1 << self.tongue.setdefault(one, len(self.tongue)) for one in spoken),
            sum(reached << at for at, reached in enumerate(open_)),
            sum(1 << self.topics.setdefault(one.topic, len(self.topics)) for one in person.learn),
            sum(1 << self.topics.setdefault(one.topic, len(self.topics)) for one in person.share),
        )

    def _group(self, person: Person) -> int:
        return -1 if person.group is None else self.group.setdefault(person.group, len(self.group))

    def _shelved(self) -> tuple[dict[int, Shelf], dict[int, Shelf]]:
        lines: tuple[dict[int, list], dict[int, list]] = ({}, {})
        for at, person in enumerate(self.people):
            for side, topic, level, priority in self._places(person):
                lines[side].setdefault(topic, []).append((at, level, priority))
        learn, share = ({topic: Shelf.of(held) for topic, held in side.items()} for side in lines)
        return learn, share

    def _places(self, person: Person) -> list[tuple[int, int, int, int]]:
        """The shelves a person stands on: side, topic, level, priority."""
        learn = [(LEARN, self.topics[one.topic], one.level, one.priority) for one in person.learn]
        share = [(SHARE, self.topics[one.topic], one.level, 0) for one in person.share]
        return (learn if person.learn_limit else []) + (share if person.share_limit else [])

    def put(self, person: Person) -> int:
        """Follow a person who has changed or joined; their row."""
        at = self.row.setdefault(person.id, len(self.people))
        if at == len(self.people):
            self._open_row(person)
        for side, topic, _, _ in self._places(self.people[at]):
            self.shelves[side][topic] = self.shelves[side][topic].without(at)
        self.people[at] = person
        if person.free_weeks and self.layers != self.weeks:
            self.layers = self.weeks
            self.rewrite("starts")
        for name, bits in zip(BITS, self._line(person), strict=True):
            self.bits[name] = _written(self.bits[name], at, bits)
        self.groups[at], self.equity[at] = self._group(person), person.equity
        self.rooms[LEARN][at], self.rooms[SHARE][at] = person.learn_limit, person.share_limit
        for side, topic, level, priority in self._places(person):
            held = self.shelves[side].get(topic) or Shelf.of([])
            self.shelves[side][topic] = held.beside(at, level, priority)
        return at

    def _open_row(self, person: Person) -> None:
        self.people.append(Person(person.id, None, (), 0, learn_limit=0, share_limit=0))
        self.met.append(set())
        self.never.append(set())
        self.bits = {
            name: np.vstack([held, np.zeros_like(held, shape=(1, held.shape[1]))]) for name, held in self.bits.items()
        }
        self.groups, self.equity = np.append(self.groups, -1), np.append(self.equity, 0)
        self.tags = np.append(self.tags, _tag(person))
        self.rooms = (np.append(self.rooms[LEARN], 0), np.append(self.rooms[SHARE], 0))

    def topic_of(self, number: int) -> str:
        """The name of the topic with this number."""
        return list(self.topics)[number]

    def rewrite(self, name: str) -> None:
        """Work out one kind of bits anew for everybody."""
        column = [self._line(person)[BITS.index(name)] for person in self.people]
        self.bits[name] = words_of(column, max([hours.WEEK, *(bits.bit_length() for bits in column)]))

    def partners(self, at: int, side: int) -> Pairs:
        """Whom this person may meet in this part, on each topic."""
        found = []
        for where, topic, level, priority in self._places(self.people[at]):
            other = self.shelves[1 - side].get(topic)
            if where == side and other is not None:
                me = Shelf.of([(at, level, priority)])
                found.append(self._meet(topic, *((other, me) if side == LEARN else (me, other))))
        return _together(found)

    def everybody(self) -> Pairs:
        """All who may meet."""
        return _together(list(self.by_topic()))

    def by_topic(self) -> Iterator[Pairs]:
        """All who may meet, lot by lot, for rounds in which they are many."""
        for topic, sharers in self.shelves[SHARE].items():
            learners = self.shelves[LEARN].get(topic) or Shelf.of([])
            step = max(1, PAIRS_AT_ONCE // max(1, len(learners.rows)))
            for first in range(0, len(sharers.rows), step):
                some = Shelf(*(column[first : first + step] for column in sharers))
                yield self._meet(topic, some, learners)

    def _meet(self, topic: int, sharers: Shelf, learners: Shelf) -> Pairs:
        """Those of these sharers and learners who may meet by every limit, and what it is worth."""
        one, other, bits, policy = sharers.rows, learners.rows, self.bits, self.policy
        worth = self.urgency[learners.priorities, learners.levels][:, sharers.levels].T
        talk = _common(bits["tongues"][one], bits["tongues"][other])
        group = self.groups[other]
        fit = _common(bits["starts"][one], bits["starts"][other]) & (worth != NOT_ALLOWED)
        fit &= talk | _common(bits["reach"][one], bits["reach"][other])
        fit &= (self.groups[one][:, None] != group) | (group < 0)
        at, by = np.nonzero(fit)
        apart = [
            s in self.met[i] or s in self.never[i] for s, i in zip(one[at].tolist(), other[by].tolist(), strict=True)
        ]
        if any(apart):
            kept = ~np.array(apart)
            at, by = at[kept], by[kept]
        one, other = one[at], other[by]
        known = min(
            bits["wants"].shape[1], bits["gives"].shape[1]
        )  # the wider holds topics the other does not know yet
        mutual = (bits["wants"][one, :known] & bits["gives"][other, :known]).any(axis=1)
        gain = worth[at, by] + self.equity[other] + policy.reciprocity * mutual
        speaking = talk[at, by]
        fee = policy.group_cost[0] + policy.interpretation_cost * ~speaking
        return Pairs(one, other, np.full(len(one), topic), gain - fee, speaking)

    def _strangers(self, sharers: list[int], learners: list[int]) -> np.ndarray:
        """Which of these two and two have not met and may meet."""
        two = zip(sharers, learners, strict=True)
        return np.array([s not in self.met[i] and s not in self.never[i] for s, i in two], dtype=bool)


def _common(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Which rows of the one share a bit with which rows of the other."""
    found = np.zeros((len(one), len(other)), dtype=bool)
    for word in range(one.shape[1]):
        found |= (one[:, word, None] & other[None, :, word]) != 0
    return found


def _together(parts: list[Pairs]) -> Pairs:
    none = [Pairs(_ints([]), _ints([]), _ints([]), _ints([]), np.zeros(0, dtype=bool))]
    return Pairs(*(np.concatenate(column) for column in zip(*(parts or none), strict=True)))


def _written(held: np.ndarray, at: int, bits: int) -> np.ndarray:
    """The rows with these bits in one of them, wider where they need it."""
    line = words_of([bits], max(bits.bit_length(), 64 * held.shape[1]))
    if line.shape[1] > held.shape[1]:
        held = np.pad(held, ((0, 0), (0, line.shape[1] - held.shape[1])))
    held[at] = line[0]
    return held


def _urgency(policy: Policy) -> np.ndarray:
    """What a wish of this priority and level is worth at a sharer's level, by its priority alone."""
    found = np.full((4, 4, 5), NOT_ALLOWED, dtype=np.int64)
    for priority in (1, 2, 3):
        for sought in (1, 2, 3):
            for level in range(max(1, sought - 1), 5):
                found[priority, sought, level] = value.urgency(policy, Wish("", priority, sought), level)
    return found


def _ints(values: Iterable[int]) -> np.ndarray:
    return np.array(list(values), dtype=np.int64)


def _tag(person: Person) -> int:
    return crc32(person.id.encode(errors="surrogatepass"))
