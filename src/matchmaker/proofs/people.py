"""Everybody in a round as bit sets, worked out once; and people in a row, to hold one person against them all."""

from collections.abc import Iterable, Sequence

import numpy as np

from matchmaker.checking import DAYS, Book, session_starts
from matchmaker.shapes import Pair, Person

WORD = 64


class People:
    """For each person when sessions may start, in what they can talk, what they want and share, whom they may not meet.

    A language is one bit, an interpreter with bookings another: people with a bit in common can talk.
    Weeks that are alike for all are looked at once.
    """

    def __init__(self, book: Book) -> None:
        round_ = book.round
        spoken = sorted({language for person in round_.people for language in person.languages})
        self.pools = [pool for pool, bookings in sorted(book.bookings.items()) if bookings]
        self.weeks = round_.weeks if any(person.free_weeks for person in round_.people) else 1
        self.languages = len(spoken)
        self._bit = {name: 1 << at for at, name in enumerate([*spoken, *self.pools])}
        self.starts = {person.id: self._starts(person) for person in round_.people}
        self.channels = {person.id: self._channels(person) for person in round_.people}
        self.met, self.never = beside(round_.met), beside(round_.never)
        topics = {topic: 1 << at for at, topic in enumerate(sorted(topics_of(round_.people)))}
        self.gives = {one.id: sum(topics[offer.topic] for offer in one.share) for one in round_.people}
        self.wants = {one.id: sum(topics[wish.topic] for wish in one.learn) for one in round_.people}
        self._groups: dict[str | None, int] = {None: -1}
        self.group = {one.id: self._groups.setdefault(one.group, len(self._groups)) for one in round_.people}

    def _starts(self, person: Person) -> int:
        return sum(session_starts(person.free_in(week)) << DAYS * week for week in range(self.weeks))

    def _channels(self, person: Person) -> int:
        spoken = set(person.languages)
        reached = [pool for pool in self.pools if not spoken.isdisjoint(pool)]
        return sum(self._bit[name] for name in (*spoken, *reached))


def topics_of(people: Iterable[Person]) -> set[str]:
    """Every topic somebody wants or shares."""
    return {wish.topic for one in people for wish in one.learn} | {offer.topic for one in people for offer in one.share}


def beside(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """For each person in the pairs who stands beside them."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


class Row:
    """Some people side by side: each question is asked of them all at once and answered with one truth for each."""

    def __init__(self, people: People, names: Sequence[str]) -> None:
        self._people = people
        self._place = {name: at for at, name in enumerate(names)}
        self._group = np.array([people.group[name] for name in names], dtype=np.int64)
        self._starts = columns([people.starts[name] for name in names])
        self._channels = columns([people.channels[name] for name in names])

    def of_another_group(self, name: str) -> np.ndarray:
        """Who is not of this person's community group."""
        group = self._people.group[name]
        return (self._group != group) | (group < 0)

    def can_talk(self, name: str) -> np.ndarray:
        """Who has a language or an interpreter in common with this person."""
        return touching(self._channels, self._people.channels[name])

    def can_come(self, name: str) -> np.ndarray:
        """Who is free for a session when this person is."""
        return touching(self._starts, self._people.starts[name])

    def all_but(self, names: Iterable[str]) -> np.ndarray:
        """Everybody but who of these is here."""
        found = np.ones(len(self._group), dtype=bool)
        found[self.places(names)] = False
        return found

    def places(self, names: Iterable[str]) -> list[int]:
        """Where those of the names stand who are here."""
        return [self._place[name] for name in names if name in self._place]


def columns(sets: Sequence[int]) -> np.ndarray:
    """The bit sets as words of 64, one line for each word."""
    words = max(1, -(-max((one.bit_length() for one in sets), default=0) // WORD))
    written = b"".join(one.to_bytes(8 * words, "little") for one in sets)
    return np.frombuffer(written, dtype="<u8").reshape(len(sets), words).T.copy()


def touching(held: np.ndarray, bits: int) -> np.ndarray:
    """Which of the sets have a bit in common with this one."""
    found = np.zeros(held.shape[1], dtype=bool)
    for at, word in enumerate(held):
        if mine := bits >> WORD * at & (1 << WORD) - 1:
            found |= (word & np.uint64(mine)) != 0
    return found
