"""Plans a round too large to write out: prices first, then a plan at those prices, made better as time allows."""

from dataclasses import dataclass

import numpy as np

from matchmaker.building import Builder
from matchmaker.effort import Effort
from matchmaker.listing import Column
from matchmaker.listing_fast import offered, offered_best, pairs
from matchmaker.market import Market
from matchmaker.packing import Packed, pack
from matchmaker.polishing import Polisher
from matchmaker.pooling import Pool, annealed, gathered, joined
from matchmaker.prices import Prices
from matchmaker.register import Register

HEAT = (10.0, 0.5, 1.0, 0.9)
BY_PRICE, BY_LOSS = (0.9, 1.0), (0.0, 0.0)
PART, MOVES_A_GROUP = 110, 600
LISTED, KEPT = 20_000_000, 128


@dataclass(frozen=True, slots=True)
class Scale:
    """How much work a round of a size is given; enough to finish well within the default time."""

    passes: int
    lots: int
    moves: int
    starts: int
    sweeps: int
    per_sharer: int
    parts: int = 0


def scale_of(sharers: int) -> Scale:
    """The work for so many sharers."""
    if sharers < 2_000:
        return Scale(passes=300, lots=16, moves=5_000_000, starts=2, sweeps=6, per_sharer=25, parts=30)
    if sharers < 20_000:
        return Scale(passes=80, lots=64, moves=40_000_000, starts=1, sweeps=12, per_sharer=40)
    return Scale(passes=30, lots=128, moves=60_000_000, starts=1, sweeps=3, per_sharer=40)


@dataclass(frozen=True)
class Found:
    """A plan's connections, the prices found on the way, and the bound they prove for the round searched."""

    columns: list[Column]
    prices: Prices
    bound: int


def search(register: Register, effort: Effort, seed: int, threads: int, start: Prices | None) -> Found:
    """The best plan found within the time for what is left to plan in the register."""
    p, topics = pack(register)
    if not len(p.offer_person):
        return Found([], Prices(), 0)
    market = _open_market(register, p, threads)
    scale = scale_of(len(p.sharer_person))
    _settle(market, scale, seed, effort, (start, topics) if start else None)
    market.round_off()
    if pairs(p) > LISTED:
        market.relist(KEPT)
    pool = gathered(market, 3_000_000, scale.per_sharer)
    bound = int(np.floor(market.bound() + 1e-6))
    builder = Builder(p, market.o, len(register.people), seed)
    _build(market, builder, pool, scale, seed, effort, bound)
    _polish(market, builder, pool, scale, seed, effort, bound)
    return Found(_columns(register, market, topics, builder.rows()), market.prices(topics), bound)


def _open_market(register: Register, p: Packed, threads: int) -> Market:
    if pairs(p) <= LISTED:
        return Market(p, offered(p), len(register.people), threads)
    best, _ = offered_best(p, np.zeros(len(p.wish_person)), KEPT)
    return Market(p, best, len(register.people), threads)


def _settle(market: Market, scale: Scale, seed: int, effort: Effort, start: tuple[Prices, list[str]] | None) -> None:
    """Prices from the start given, or from a first guess; where lists are short they are drawn up anew between."""
    if start is not None:
        market.take(*start)
        if pairs(market.p) > LISTED:
            market.relist(KEPT)
        market.settle(max(4, scale.passes // 5), scale.lots, seed, effort, first=1.0)
        return
    market.open()
    if pairs(market.p) <= LISTED:
        market.settle(scale.passes, scale.lots, seed, effort)
        return
    for first in (15.0, 8.0, 3.0, 1.0):
        market.relist(KEPT)
        market.settle(scale.passes // 4, scale.lots, seed, effort, first=first)


def _build(  # noqa: PLR0913
    market: Market, builder: Builder, pool: Pool, scale: Scale, seed: int, effort: Effort, bound: int
) -> None:
    pay, fees = market.pay(), market.pools
    moves = min(scale.moves, MOVES_A_GROUP * len(pool.rows))
    for start in range(scale.starts):
        effort.tell("building", start / scale.starts, builder.value, bound)
        if effort.over(0.3 * effort.seconds) and start:
            return
        builder.hold(annealed(pool, np.empty(0, int), HEAT, seed * 1000 + start + 1, moves))
        builder.sweep(pay, fees, BY_LOSS, 0.0)
        for sweep in range(scale.sweeps):
            if effort.over(0.1 * effort.seconds):
                return
            last = sweep % 3 == 2
            builder.sweep(pay, fees, BY_PRICE, 0.0 if last else 20.0 * (1 - sweep / scale.sweeps))
            if last:
                builder.sweep(pay, fees, BY_LOSS, 0.0)


def _polish(  # noqa: PLR0913
    market: Market, builder: Builder, pool: Pool, scale: Scale, seed: int, effort: Effort, bound: int
) -> None:
    """Choose part after part anew, exactly; then let every session answer once more."""
    if not len(pool.rows):
        return
    wider, held = joined(market, pool, builder.rows())
    polisher = Polisher(wider, held, seed)
    for part in range(scale.parts if len(market.every) > PART else min(scale.parts, 1)):
        effort.tell("polishing", part / scale.parts, builder.value, bound)
        if effort.over(2.0):
            break
        polisher.renew(polisher.neighbours(PART), effort.left() - 2.0)
    builder.hold(wider.rows[polisher.chosen])
    builder.sweep(market.pay(), market.pools, BY_LOSS, 0.0)


def _columns(register: Register, market: Market, topics: list[str], rows: np.ndarray) -> list[Column]:
    p, o, found = market.p, market.o, []
    for offer, *picks, pool in rows.tolist():
        places = [o.start[offer] + pick for pick in picks if pick >= 0]
        learners = tuple(sorted(int(p.wish_person[o.wish[at]]) for at in places))
        found.append(_column(register, int(p.offer_person[offer]), topics[p.offer_topic[offer]], learners, pool))
    return found


def _column(register: Register, sharer: int, topic: str, learners: tuple[int, ...], pool: int) -> Column:
    people = (sharer, *learners)
    starts, tongues = -1, -1
    for at in people:
        starts, tongues = starts & register.starts[at], tongues & register.tongues[at]
    return Column(sharer, topic, learners, -1 if tongues else pool, starts, 0)


def proved(register: Register, prices: Prices, threads: int) -> int:
    """The bound these prices prove for a whole round, locked connections or not."""
    p, topics = pack(register)
    market = _open_market(register, p, threads)
    market.take(prices, topics)
    if pairs(p) > LISTED:
        market.relist(KEPT)
    return int(np.floor(market.bound() + 1e-6))
