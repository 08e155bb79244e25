"""Written-out groups as choices: what each is worth, and the limits it uses up."""

import numpy as np

from matchmaker.large.choices import Choices
from matchmaker.large.market import Market
from matchmaker.large.offering import Offered
from matchmaker.packing import Packed

WIDTH = 11


class Limits:
    """Every limit of a market by number: sharers, then learners, wishes, bookings, and pairs who meet once."""

    def __init__(self, market: Market) -> None:
        self.learners = len(market.room)
        self.wishes = self.learners + len(market.places)
        self.bookings = self.wishes + len(market.wishes)
        self.pairs = self.bookings + len(market.bookings)


def choices_of(market: Market, rows: np.ndarray, places: np.ndarray) -> Choices:
    """These groups (rows of offer, three candidates and booking) within the places left by sharer, learner, ..."""
    p, o, limits, count = market.p, market.o, Limits(market), len(rows)
    offers = rows[:, 0]
    worth, size, fill = np.zeros(count), np.zeros(count, int), np.ones(count, int)
    uses = np.full((count, WIDTH), -1, np.int64)
    uses[:, 0] = np.searchsorted(p.sharer_person, p.offer_person[offers])
    for place in (1, 2, 3):
        have = np.flatnonzero(rows[:, place] >= 0)
        at = o.start[offers[have]] + rows[have, place]
        wish = o.wish[at]
        worth[have] += o.gain[at]
        size[have] += 1
        uses[have, fill[have]] = limits.learners + p.wish_person[wish]
        fill[have] += 1
        several = market.several[wish]
        have, wish = have[several], wish[several]
        uses[have, fill[have]] = limits.wishes + wish
        fill[have] += 1
    booked = np.flatnonzero(rows[:, 4] >= 0)
    uses[booked, fill[booked]] = limits.bookings + rows[booked, 4]
    worth[booked] -= p.interpretation_cost
    fill[booked] += 1
    worth -= p.group_cost[size - 1]
    pairs = _pairs(p, o, rows)
    for place in range(3):
        have = np.flatnonzero(pairs[:, place] >= 0)
        uses[have, fill[have]] = limits.pairs + pairs[have, place]
        fill[have] += 1
    once = np.ones(int(pairs.max(initial=-1)) + 1, places.dtype)
    return Choices(worth, uses, np.concatenate([places, once]))


def _pairs(p: Packed, o: Offered, rows: np.ndarray) -> np.ndarray:
    """For each learner in each row a number for the two who meet, where they could meet in several ways; else -1."""
    key = pair_keys(p, o, rows)
    ways = np.unique(np.column_stack([key.ravel(), np.repeat(rows[:, 0].astype(np.int64), 3)]), axis=0)[:, 0]
    several, counts = np.unique(ways[ways >= 0], return_counts=True)
    several = several[counts > 1]
    return np.where(np.isin(key, several), np.searchsorted(several, key), -1)


def pair_keys(p: Packed, o: Offered, rows: np.ndarray) -> np.ndarray:
    """For each learner in each row one number for the two who meet, whoever shares; -1 where there is no learner."""
    people, sharer = len(p.may_learn), p.offer_person[rows[:, 0]].astype(np.int64)[:, None]
    learner = p.wish_person[wishes_of(o, rows)].astype(np.int64)
    return np.where(rows[:, 1:4] >= 0, np.minimum(sharer, learner) * people + np.maximum(sharer, learner), -1)


def wishes_of(o: Offered, rows: np.ndarray) -> np.ndarray:
    """The wish of each candidate in these rows; any where there is no candidate."""
    if not len(o.wish):
        return np.zeros((len(rows), 3), np.int64)
    return o.wish[np.where(rows[:, 1:4] >= 0, o.start[rows[:, 0]][:, None] + rows[:, 1:4], 0)]
