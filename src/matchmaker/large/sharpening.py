"""The best prices there are, those of the relaxation, where the groups near the best can be written out."""

import highspy
import numpy as np

from matchmaker.effort import Effort
from matchmaker.large.choices import Choices
from matchmaker.large.gathering import near_best
from matchmaker.large.market import Market
from matchmaker.large.pooling import Limits, choices_of
from matchmaker.large.relaxing import added, model_of, solver

GROUPS, MARGIN, LEAST, EACH, ROUNDS = 40_000, 10.0, 0.5, 50, 12
CLOSE = 0.5


def sharpen(market: Market, effort: Effort) -> None:
    """Move the prices to those of the relaxation, as far as they prove a lower bound.

    The relaxation is solved over the groups near the best; groups that its prices missed are added, and it goes on from
    where it stands, until its prices prove what it is worth.
    """
    limits, rows = Limits(market), _near(market)
    best, kept, spare = market.bound(), market.tariff, 0.5 * effort.left()
    choices = _choices(market, rows)
    relaxation = solver(solver="ipm")
    relaxation.passModel(model_of(choices, whole=False))
    for _ in range(ROUNDS):
        relaxation.setOptionValue("time_limit", relaxation.getRunTime() + max(0.1, effort.left() / 4))
        relaxation.run()
        if relaxation.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        price, worth = np.maximum(0.0, relaxation.getSolution().row_dual), relaxation.getObjectiveValue()
        market.tariff = (
            price[limits.learners : limits.wishes],
            price[limits.wishes : limits.bookings],
            price[limits.bookings : limits.pairs],
        )
        proved = market.bound()
        if proved < best:
            best, kept = proved, market.tariff
        if proved < worth + CLOSE or effort.over(spare):
            break
        missed = _missed(market, rows, price[: limits.learners])
        added(relaxation, _choices(market, missed))
        rows = np.vstack([rows, missed])
    market.tariff = kept


def _near(market: Market) -> np.ndarray:
    """All groups that come near their sharer's best, as near as keeps them few enough."""
    margin, whole = MARGIN, False
    market.ask(market.every)
    while not whole and margin > LEAST:
        goal = market.best - margin
        rows, whole = near_best(market.p, market.o, market.every, market.pay(), market.fees(), goal, GROUPS, GROUPS)
        margin /= 2
    return np.asarray(rows)


def _missed(market: Market, rows: np.ndarray, price: np.ndarray) -> np.ndarray:
    """Some groups of each sharer, not among these, that are worth more than the price of the sharer's time."""
    goal = price + CLOSE / 1_000
    more, _ = near_best(market.p, market.o, market.every, market.pay(), market.fees(), goal, GROUPS, EACH)
    _, first = np.unique(np.vstack([rows, more]), axis=0, return_index=True)
    return more[np.sort(first[first >= len(rows)]) - len(rows)]


def _choices(market: Market, rows: np.ndarray) -> Choices:
    """These groups under every limit except that two people meet once, which the certificate knows nothing of."""
    places = np.concatenate([market.room, market.places, np.ones(len(market.wishes)), market.bookings])
    return choices_of(market, rows, places.astype(np.int64)).without(Limits(market).pairs)
