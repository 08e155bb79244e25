"""Who stands back in suggestions, so that no one is everybody's first: settled from what everybody would ask.

Each person in turn takes the partners of most worth, less a little for each other person who takes the same ones, turn
after turn until nobody would change or the turns are over. How often each person is taken is the load that suggestions
go by. The first place of a list and the places after it each have loads of their own. Nothing depends on who has asked
before: the same round gives the same loads in whatever process. Whoever can only be met with an interpreter comes after
all who share a language: bookings are few. Between equals a number made of both ids decides.
"""

import itertools
from collections.abc import Iterable

import numpy as np

from matchmaker.near.roster import LEARN, SHARE, Pairs, Roster

STAND_BACK = 50
LAST_RESORT = 10_000
AFTER_THE_FIRST = 4
TURNS = 6
DRAWN = 40
SHIFT = 20
TIES = (1 << SHIFT) - 1
NOTHING = np.iinfo(np.int64).min // 4


class Spread:
    """Who takes whom for some places of the list in one part of the round, and how often each is taken."""

    def __init__(self, roster: Roster, side: int, places: int, before: "Spread | None", pairs: Pairs) -> None:
        self.roster, self.side, self.places, self.before = roster, side, places, before
        count = len(roster.people)
        self.taken = np.full((count, places), -1, dtype=np.int64)
        self.keys = np.full((count, places), NOTHING, dtype=np.int64)
        self.load = np.zeros(count, dtype=np.int64)
        self.back = np.zeros(count, dtype=np.int64)
        self._settle(pairs)

    def _settle(self, pairs: Pairs) -> None:
        asking, asked, keys = self._lines(pairs)
        cuts = np.flatnonzero(np.diff(asking, prepend=-1)).tolist()
        parts = [
            (int(asking[low]), asked[low:high], keys[low:high])
            for low, high in itertools.pairwise([*cuts, len(asking)])
        ]
        for _ in range(TURNS):
            if not sum([self._choose(*part) for part in parts]):
                break

    def _lines(self, pairs: Pairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Who asks, who is asked and a key that orders them by worth; each two people once, on their best topic."""
        tags, asking, asked = self.roster.tags, pairs.asking(self.side), pairs.asked(self.side)
        mixed = (tags[asking] ^ tags[asked] * 40503) * 2654435761
        keys = pairs.worth - LAST_RESORT * ~pairs.speaking << SHIFT | (mixed >> 12 & TIES)
        order = np.lexsort((-keys, asked, asking, tags[asking]))
        asking, asked, keys = asking[order], asked[order], keys[order]
        new = (np.diff(asking, prepend=-1) != 0) | (np.diff(asked, prepend=-1) != 0)
        return asking[new], asked[new], keys[new]

    def _choose(self, at: int, asked: np.ndarray, keys: np.ndarray) -> bool:
        """This person takes the best partners as things stand; whether they are others than before."""
        was = self.taken[at].tolist()
        self._weigh(self.taken[at], -1)
        best = self._best(at, asked, keys)[: self.places]
        self.taken[at], self.keys[at] = -1, NOTHING
        self.taken[at, : len(best)] = asked[best]
        self.keys[at, : len(best)] = keys[best]
        self._weigh(self.taken[at], 1)
        return was != self.taken[at].tolist()

    def _best(self, at: int, asked: np.ndarray, keys: np.ndarray) -> np.ndarray:
        """Places in the list of those asked, the best first, without whoever has the first place already."""
        order = (self.back[asked] - keys).argsort()
        return order if self.before is None else order[asked[order] != self.before.taken[at, 0]]

    def _weigh(self, taken: np.ndarray, more: int) -> None:
        known = taken[taken >= 0]
        self.load[known] += more
        self.back[known] = self._backing(known, self.load[known])

    def _backing(self, people: np.ndarray, load: np.ndarray) -> np.ndarray:
        """How far people taken so often stand back, those with more room less."""
        room = self.places * np.maximum(1, self.roster.rooms[1 - self.side][people])
        return STAND_BACK * load // room << SHIFT

    def listed(self, at: int, pairs: Pairs) -> list[int]:
        """Those this person may ask, the best first; own choices are not held against anybody."""
        _, asked, keys = self._lines(pairs)
        others = self.load[asked] - np.isin(asked, self.taken[at])
        return asked[(self._backing(asked, others) - keys).argsort()].tolist()

    def follow(self, at: int, moved: Iterable[int]) -> set[int]:
        """After a person changed or joined they, those who moved before and all who had taken them choose anew, and
        some are drawn to them; all these."""
        self._grow()
        self._weigh(np.array([at]), 0)
        again = {at, *moved, *np.flatnonzero((self.taken == at).any(axis=1)).tolist()}
        for one in sorted(again):
            self.choose_anew(one)
        return again | self._draw(at)

    def _grow(self) -> None:
        grown = len(self.roster.people) - len(self.load)
        self.taken = np.pad(self.taken, ((0, grown), (0, 0)), constant_values=-1)
        self.keys = np.pad(self.keys, ((0, grown), (0, 0)), constant_values=NOTHING)
        self.load, self.back = np.pad(self.load, (0, grown)), np.pad(self.back, (0, grown))

    def choose_anew(self, at: int) -> None:
        """This person takes the best partners as things stand."""
        _, asked, keys = self._lines(self.roster.partners(at, self.side))
        self._choose(at, asked, keys)

    def _draw(self, at: int) -> set[int]:
        """Those who would rather take this person than their own last choice choose anew, the keenest first."""
        drawn: set[int] = set()
        asking, _, keys = self._lines(self.roster.partners(at, 1 - self.side))
        away = ~(self.taken[asking] == at).any(axis=1)
        if self.before is not None:
            away &= ~(self.before.taken[asking, 0] == at)
        asking, keys = asking[away], keys[away]
        while len(asking) > len(drawn) < DRAWN:
            gain = keys - self.back[at] - self._standing(asking)
            gain[np.isin(asking, list(drawn))] = NOTHING
            keenest = int(gain.argmax())
            if gain[keenest] <= 0:
                break
            self.choose_anew(int(asking[keenest]))
            drawn.add(int(asking[keenest]))
        return drawn

    def _standing(self, asking: np.ndarray) -> np.ndarray:
        """What these people's last choices count for them now; nothing for who has a place free."""
        last = self.taken[asking, -1]
        back = self._backing(last, self.load[last] - 1)
        return np.where(last < 0, NOTHING, self.keys[asking, -1] - back)


class List:
    """The whole list of suggestions in one part of the round: the first place, then those after it."""

    def __init__(self, roster: Roster, side: int, pairs: Pairs) -> None:
        self.first = Spread(roster, side, 1, None, pairs)
        self.after = Spread(roster, side, AFTER_THE_FIRST, self.first, pairs)

    def of(self, at: int, pairs: Pairs) -> list[int]:
        """Those whom this person may ask, the best to suggest first."""
        first = self.first.listed(at, pairs)[:1]
        return first + [one for one in self.after.listed(at, pairs) if one not in first]

    def follow(self, at: int) -> None:
        """A person has changed or joined."""
        self.after.follow(at, self.first.follow(at, ()))

    def choose_anew(self, at: int) -> None:
        """Whom this person may meet has changed."""
        self.first.choose_anew(at)
        self.after.choose_anew(at)


def lists(roster: Roster) -> tuple[List, List]:
    """The lists to learn from and to share with."""
    pairs = roster.everybody()
    return List(roster, LEARN, pairs), List(roster, SHARE, pairs)
