"""Written-out groups as rows of limits, for the search that chooses among them."""

from dataclasses import dataclass

import numpy as np

from matchmaker.annealing import anneal, insert
from matchmaker.gathering import near_best
from matchmaker.market import Market

WIDTH = 11


@dataclass(frozen=True)
class Pool:
    """Groups near the best of their sharers: rows of offer, three candidates and booking; worth; limits used."""

    rows: np.ndarray
    worth: np.ndarray
    uses: np.ndarray
    first_slot: np.ndarray
    price: np.ndarray


def gathered(market: Market, most: int, per_sharer: int) -> Pool:
    """The groups within a margin of their sharer's best: as wide as gives about so many a sharer."""
    market.ask(market.every)
    pay, fees, goal = market.pay(), market.fees(), int(min(most, per_sharer * max(1, len(market.every))))
    low, high, margin, found = 0.0, 64.0, 8.0, None
    for _ in range(6):
        rows, _, whole = near_best(market.p, market.o, pay, fees, market.best - margin, goal)
        if whole:
            found, low = rows, margin
            if len(rows) > goal // 2 or margin > 60.0:
                break
        else:
            high = margin
        margin = (low + high) / 2 if low else margin / 4
    if found is None:
        found = near_best(market.p, market.o, pay, fees, market.best - 1e-6, goal)[0]
        found = found[found[:, 1] >= 0]
    return _pool(market, found)


def _pool(market: Market, rows: np.ndarray) -> Pool:
    p, o, people = market.p, market.o, len(market.learners)
    offers, count, sharers = rows[:, 0], len(rows), len(market.every)
    worth, size, fill = np.zeros(count), np.zeros(count, int), np.ones(count, int)
    uses = np.full((count, WIDTH), -1, np.int64)
    uses[:, 0] = np.searchsorted(p.sharer_person, p.offer_person[offers])
    for place in (1, 2, 3):
        have = np.flatnonzero(rows[:, place] >= 0)
        at = o.start[offers[have]] + rows[have, place]
        wish = o.wish[at]
        worth[have] += o.gain[at]
        size[have] += 1
        uses[have, fill[have]] = sharers + p.wish_person[wish]
        fill[have] += 1
        several = market.several[wish]
        have, wish = have[several], wish[several]
        uses[have, fill[have]] = sharers + people + wish
        fill[have] += 1
    booked = np.flatnonzero(rows[:, 4] >= 0)
    uses[booked, fill[booked]] = sharers + people + len(p.wish_person) + rows[booked, 4]
    worth[booked] -= p.interpretation_cost
    fill[booked] += 1
    worth -= p.group_cost[size - 1]
    pairs = _pairs(market, rows)
    base = sharers + people + len(p.wish_person) + len(market.bookings)
    for place in range(3):
        have = np.flatnonzero(pairs[:, place] >= 0)
        uses[have, fill[have]] = base + pairs[have, place]
        fill[have] += 1
    twice = np.ones(int(pairs.max(initial=-1)) + 1)
    room = [market.room, market.places, np.ones(len(p.wish_person)), market.bookings, twice]
    return Pool(
        rows=rows,
        worth=worth,
        uses=uses,
        first_slot=np.concatenate([[0], np.cumsum(np.concatenate(room))]).astype(np.int64),
        price=np.concatenate([market.best, market.learners, market.wishes, market.pools, 0 * twice]),
    )


def _pairs(market: Market, rows: np.ndarray) -> np.ndarray:
    """For each learner in each row a number for the two who meet, where they could meet in several ways; else -1."""
    p, o, people = market.p, market.o, len(market.learners)
    offers = rows[:, 0].astype(np.int64)
    sharer = p.offer_person[offers].astype(np.int64)[:, None]
    learner = p.wish_person[o.wish[np.maximum(o.start[offers][:, None] + rows[:, 1:4], 0)]].astype(np.int64)
    key = np.where(rows[:, 1:4] >= 0, np.minimum(sharer, learner) * people + np.maximum(sharer, learner), -1)
    ways = np.unique(np.column_stack([key.ravel(), np.repeat(offers, 3)]), axis=0)[:, 0]
    several, counts = np.unique(ways[ways >= 0], return_counts=True)
    several = several[counts > 1]
    at = np.searchsorted(several, key)
    known = np.isin(key, several)
    return np.where(known, at, -1)


def joined(market: Market, pool: Pool, rows: np.ndarray) -> tuple[Pool, np.ndarray]:
    """The pool with these groups in it too, and where they stand."""
    every, back = np.unique(np.vstack([pool.rows, rows]), axis=0, return_inverse=True)
    return _pool(market, every), back.ravel()[len(pool.rows) :]


def annealed(
    pool: Pool, held: np.ndarray, heat: tuple[float, float, float, float], seed: int, moves: int
) -> np.ndarray:
    """The rows chosen by one annealing that sets out from the groups held."""
    slots = np.full(pool.first_slot[-1], -1, np.int64)
    chosen = np.zeros(len(pool.worth), bool)
    for group in held:
        insert(pool.uses, pool.first_slot, slots, chosen, group)
    if len(chosen):
        anneal(pool.worth, pool.uses, pool.price, pool.first_slot, slots, chosen, np.array(heat), seed, moves)
    return pool.rows[chosen]
