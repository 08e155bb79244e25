"""Makes a plan better part by part: all that the other sharers leave open is shared out anew among some."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.choosing import Choices
from matchmaker.gathering import near_best
from matchmaker.market import Market
from matchmaker.pooling import Limits, choices_of, pair_keys, wishes_of

WIDEST, TRIES = 150.0, 5


@dataclass(frozen=True)
class Part:
    """Some sharers, the groups that may be chosen for them now, and which of these are held."""

    sharers: np.ndarray
    rows: np.ndarray
    choices: Choices
    held: np.ndarray


class Polisher:
    """A plan as rows of groups held, and its parts chosen anew."""

    def __init__(self, market: Market, rows: np.ndarray, seed: int) -> None:
        self.market, self.rows = market, rows.astype(np.int64)
        self.chance, self.limits = np.random.default_rng([seed, 11]), Limits(market)
        self.sharer_of = np.searchsorted(market.p.sharer_person, market.p.offer_person)
        self.base = np.concatenate([market.room, market.places, np.ones(len(market.wishes)), market.bookings])
        market.ask(market.every)

    @property
    def value(self) -> int:
        """What the plan is worth."""
        return round(float(self._choices(self.rows, self.base).worth.sum()))

    def _choices(self, rows: np.ndarray, places: np.ndarray) -> Choices:
        return choices_of(self.market, rows, places.astype(np.int64))

    def parts(self, sharers: Sequence[np.ndarray], most: int, margin: float) -> list[Part]:
        """The problems of choosing for these sets of sharers, none of which can take what another may."""
        lot = self.chance.integers(len(sharers), size=len(self.market.places))
        return [self._part(mine, lot == at, most, margin) for at, mine in enumerate(sharers)]

    def _part(self, sharers: np.ndarray, ours: np.ndarray, most: int, margin: float) -> Part:
        """What these sharers may choose: people they have now, and of the free people those who are ours."""
        p, market, limits = self.market.p, self.market, self.limits
        chosen = np.isin(self.sharer_of[self.rows[:, 0]], sharers)
        all_used = np.bincount(self._used(self.rows), minlength=len(self.base))
        mine = np.bincount(self._used(self.rows[chosen]), minlength=len(self.base))
        free = self.base - all_used
        free[limits.learners : limits.wishes] *= ours
        free[limits.wishes : limits.bookings] *= ours[p.wish_person]
        free[limits.bookings :] *= ours[0] if len(ours) else 1
        left = free + mine
        open_ = (left[limits.wishes : limits.bookings] > 0) & (left[limits.learners + p.wish_person] > 0)
        pay = np.where(open_, market.pay(), np.inf)
        fees = np.where(left[limits.bookings :] > 0, market.pools + p.interpretation_cost, np.inf)
        rows = self._apart(self._near(sharers, pay, fees, most, margin), chosen)
        every, back = np.unique(np.vstack([rows, self.rows[chosen]]), axis=0, return_inverse=True)
        held = np.zeros(len(every), bool)
        held[back.ravel()[len(rows) :]] = True
        return Part(sharers, every, self._choices(every, left), held)

    def _used(self, rows: np.ndarray) -> np.ndarray:
        """The limits these rows use, all wishes counted, one entry each."""
        p, o, limits = self.market.p, self.market.o, self.limits
        wishes = wishes_of(o, rows)[rows[:, 1:4] >= 0]
        people, booked = p.wish_person[wishes], rows[:, 4][rows[:, 4] >= 0]
        return np.concatenate(
            [self.sharer_of[rows[:, 0]], limits.learners + people, limits.wishes + wishes, limits.bookings + booked]
        )

    def _near(self, sharers: np.ndarray, pay: np.ndarray, fees: np.ndarray, most: int, margin: float) -> np.ndarray:
        """The groups near the best of these sharers: as many as come to about `most`."""
        low, high, found, best = 0.0, np.inf, np.empty((0, 5), np.int32), self.market.best
        for _ in range(TRIES):
            rows, whole = near_best(self.market.p, self.market.o, sharers, pay, fees, best - margin, most, most)
            if whole:
                found, low = rows, margin
                if len(rows) > most // 2 or margin >= WIDEST:
                    break
            else:
                high = margin
            margin = min(2 * margin, WIDEST) if high == np.inf else (low + high) / 2
        if not len(found) and high < np.inf:  # so many are alike that each sharer may bring a few only
            each = max(1, most // len(sharers))
            found, _ = near_best(self.market.p, self.market.o, sharers, pay, fees, best - margin, most, each)
        return found.astype(np.int64)

    def _apart(self, rows: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Those of the rows in which nobody meets whom they meet in the rest of the plan."""
        met = pair_keys(self.market.p, self.market.o, self.rows[~chosen])
        twice = np.isin(pair_keys(self.market.p, self.market.o, rows), met[met >= 0])
        return rows[~twice.any(axis=1)]

    def keep(self, part: Part, chosen: np.ndarray) -> bool:
        """Take this choice into the plan when it is better; whether it was."""
        worth = part.choices.worth
        chosen = chosen & ~np.isin(np.arange(len(chosen)), self._clashing(part, chosen))
        if worth[chosen].sum() <= worth[part.held].sum() and part.held.any():
            return False
        others = ~np.isin(self.sharer_of[self.rows[:, 0]], part.sharers)
        self.rows = np.vstack([self.rows[others], part.rows[chosen]])
        return True

    def _clashing(self, part: Part, chosen: np.ndarray) -> np.ndarray:
        """The chosen groups in which two meet who by now meet elsewhere."""
        others = ~np.isin(self.sharer_of[self.rows[:, 0]], part.sharers)
        at, rows = np.flatnonzero(chosen), part.rows[chosen]
        met = pair_keys(self.market.p, self.market.o, self.rows[others])
        return at[np.isin(pair_keys(self.market.p, self.market.o, rows), met[met >= 0]).any(axis=1)]
