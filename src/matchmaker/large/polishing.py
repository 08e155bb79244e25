"""Makes a plan better part by part: all that the other sharers leave open is shared out anew among some."""

from dataclasses import dataclass

import numpy as np

from matchmaker.large.choices import Choices
from matchmaker.large.gathering import near_best
from matchmaker.large.market import Market
from matchmaker.large.pooling import Limits, choices_of, pair_keys, wishes_of

WIDEST, TRIES = 150.0, 5


@dataclass(frozen=True)
class Part:
    """Some sharers, the groups that may be chosen for them now, a guess at what limits cost, and the groups held."""

    sharers: np.ndarray
    rows: np.ndarray
    choices: Choices
    guess: np.ndarray
    held: np.ndarray

    def gain(self, chosen: np.ndarray) -> float:
        """What this choice would add to what is held."""
        return float(self.choices.worth[chosen].sum() - self.choices.worth[self.held].sum())


class Polisher:
    """A plan as rows of groups held, and its parts chosen anew."""

    def __init__(self, market: Market, rows: np.ndarray, seed: int) -> None:
        self.market, self.rows = market, rows.astype(np.int64)
        self.chance, self.limits = np.random.default_rng([seed, 11]), Limits(market)
        self.sharer_of = np.searchsorted(market.p.sharer_person, market.p.offer_person)
        self.base = np.concatenate([market.room, market.places, np.ones(len(market.wishes)), market.bookings])
        self.ever = self.rows
        market.ask(market.every)

    @property
    def value(self) -> int:
        """What the plan is worth."""
        return round(float(self._choices(self.rows, self.base).worth.sum()))

    def _choices(self, rows: np.ndarray, places: np.ndarray) -> Choices:
        return choices_of(self.market, rows, places.astype(np.int64))

    def part(self, sharers: np.ndarray, most: int, margin: float) -> Part:
        """What these sharers may choose: people they have now, and those whom nobody has yet."""
        p, market, limits = self.market.p, self.market, self.limits
        chosen = np.isin(self.sharer_of[self.rows[:, 0]], sharers)
        left = self.base - np.bincount(self._used(self.rows[~chosen]), minlength=len(self.base))
        open_ = (left[limits.wishes : limits.bookings] > 0) & (left[limits.learners + p.wish_person] > 0)
        pay = np.where(open_, market.pay(), np.inf)
        fees = np.where(left[limits.bookings :] > 0, market.pools + p.interpretation_cost, np.inf)
        rows = self._apart(self._near(sharers, pay, fees, most, margin), chosen)
        every, back = np.unique(np.vstack([rows, self.rows[chosen]]), axis=0, return_inverse=True)
        held = np.zeros(len(every), bool)
        held[back.ravel()[len(rows) :]] = True
        return self._part(sharers, every, left, held)

    def _part(self, sharers: np.ndarray, rows: np.ndarray, places: np.ndarray, held: np.ndarray) -> Part:
        """A part with the market's prices as its guess."""
        choices, guess = self._choices(rows, places), np.concatenate([self.market.best, *self.market.tariff])
        pairs = len(choices.places) - len(guess)
        return Part(sharers, rows, choices, np.append(guess, np.zeros(pairs)), held)

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

    def keep(self, part: Part, chosen: np.ndarray) -> None:
        """Take this choice into the plan, as far as the plan by now leaves room for it, when that makes it better."""
        mine = np.isin(self.sharer_of[self.rows[:, 0]], part.sharers)
        others, best_first = self.rows[~mine], np.argsort(-part.choices.worth[chosen], kind="stable")
        rows = np.vstack([others, part.rows[chosen][best_first]])
        choices = self._choices(rows, self.base)
        new = choices.in_turn(np.arange(len(others), len(rows)), choices.left_by(np.arange(len(others))))
        if choices.worth[new].sum() > self._choices(self.rows[mine], self.base).worth.sum():
            self.rows = np.vstack([others, rows[new]])

    def remember(self, part: Part, chosen: np.ndarray) -> None:
        """Keep these groups in mind, taken into the plan or not, for when all that was ever chosen is put together."""
        self.ever = np.unique(np.vstack([self.ever, part.rows[chosen]]), axis=0)

    def together(self) -> Part:
        """The problem of choosing, for all sharers, among the groups kept in mind."""
        rows, back = np.unique(np.vstack([self.rows, self.ever]), axis=0, return_inverse=True)
        held = np.zeros(len(rows), bool)
        held[back.ravel()[: len(self.rows)]] = True
        return self._part(self.market.every, rows, self.base, held)
