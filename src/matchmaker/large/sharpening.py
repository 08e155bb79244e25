"""The best prices there are, those of the relaxation, where the groups near the best can be written out."""

import numpy as np

from matchmaker.effort import Effort
from matchmaker.large.choosing import relaxed
from matchmaker.large.gathering import near_best
from matchmaker.large.market import Market
from matchmaker.large.pooling import Limits, choices_of

GROUPS, MARGIN, EACH, ROUNDS = 16_000, 20.0, 20, 6
CLOSE = 0.5


def sharpen(market: Market, effort: Effort) -> None:
    """Move the prices to those of the relaxation, as far as they prove a lower bound."""
    limits, rows = Limits(market), np.empty((0, 5), np.int32)
    best, kept = market.bound(), market.tariff
    goal, places, each = market.best - MARGIN, _places(market), GROUPS
    for _ in range(ROUNDS):
        more, _ = near_best(market.p, market.o, market.every, market.pay(), market.fees(), goal, GROUPS, each)
        rows = np.unique(np.vstack([rows, more]), axis=0)
        choices = choices_of(market, rows, places)
        apart = choices.without(limits.pairs)
        found = relaxed(apart, effort.left() / 4)
        if not found.worth:
            break
        market.tariff = (
            found.price[limits.learners : limits.wishes],
            found.price[limits.wishes : limits.bookings],
            found.price[limits.bookings : limits.pairs],
        )
        proved = market.bound()
        if proved < best:
            best, kept = proved, market.tariff
        if proved < found.worth + CLOSE or effort.over(0.5 * effort.seconds):
            break
        goal, each = found.price[: limits.learners] + CLOSE / 1000, EACH
    market.tariff = kept


def _places(market: Market) -> np.ndarray:
    every = [market.room, market.places, np.ones(len(market.wishes)), market.bookings]
    return np.concatenate(every).astype(np.int64)
