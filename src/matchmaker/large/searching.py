"""Plans a round too large to write out: prices first, then a plan at those prices, made better as time allows."""

from dataclasses import dataclass

import numpy as np

from matchmaker.effort import Effort
from matchmaker.exact.listing import Column
from matchmaker.exact.prices import Prices
from matchmaker.large.averaging import Average
from matchmaker.large.building import Builder
from matchmaker.large.listing_fast import words
from matchmaker.large.market import STEPS, Market
from matchmaker.large.polishing import Polisher
from matchmaker.large.refining import Refining, Scale, scale_of
from matchmaker.large.sharpening import sharpen
from matchmaker.packing import Packed, pack
from matchmaker.register import Register
from matchmaker.starting import Start

BY_PRICE, BY_BOTH, BY_LOSS = (0.9, 1.0), (0.3, 0.8), (0.0, 0.0)
LISTED, KEPT, LAST_KEPT = 30_000_000, 128, 256
WARM, LONG = (1.0, 0.2), (8.0, 0.07)
EVERY, NOISE, FEWER = 8, 20.0, 5
NEAR, NEAR_EXACT = 0.01, 0.002
HELD_BACK, OF_LIMIT, TIMES_PACKING = 0.6, 0.06, 12.0


@dataclass(frozen=True)
class Found:
    """A plan's connections, the prices found on the way, and the bound they prove for the round searched."""

    columns: list[Column]
    prices: Prices
    bound: int


def search(register: Register, effort: Effort, seed: int, threads: int, start: Start | None) -> Found:
    """The best plan found within the time for what is left to plan in the register."""
    p, topics = _packed(register, effort)
    if not len(p.offer_person):
        return Found([], Prices(), 0)
    market = _market(p, threads)
    scale = scale_of(len(p.sharer_person))
    if start is not None and market.keep is None:
        bound, rows = _resumed(market, scale, seed, effort, start, topics)
        return Found(_columns(register, market, topics, rows), market.prices(topics), bound)
    _settle(market, scale, seed, effort, start, topics)
    bound = _proved(market)
    market.relist(NOISE)
    polisher = Polisher(market, _built(market, scale, seed, effort, bound), seed)
    Refining(polisher, scale, effort, threads, bound).run()
    return Found(_columns(register, market, topics, polisher.rows), market.prices(topics), bound)


def priced(register: Register, effort: Effort, seed: int, threads: int, start: Start | None) -> tuple[Prices, int]:
    """Prices and the bound they prove, without a plan; they settle in two fifths of the time at most."""
    p, topics = pack(register)
    if not len(p.offer_person):
        return Prices(), 0
    market = _market(p, threads)
    _settle(market, scale_of(len(p.sharer_person)), seed, effort, start, topics)
    return market.prices(topics), _proved(market)


def _packed(register: Register, effort: Effort) -> tuple[Packed, list[str]]:
    """The register in arrays. How long this takes tells how long times, reasons and writing will take at the end."""
    before = effort.spent()
    p, topics = pack(register)
    effort.held_back = min(HELD_BACK, OF_LIMIT * effort.seconds) + TIMES_PACKING * (effort.spent() - before)
    return p, topics


def _market(p: Packed, threads: int) -> Market:
    """A market with all candidates listed, or where they are too many with the best of each offer."""
    return Market(p, threads, None if words(p) <= LISTED else KEPT)


def _proved(market: Market) -> int:
    """The bound that the prices prove, to thousandths as the certificate has them."""
    market.round_off()
    market.relist()
    return int(np.floor(market.bound() + 1e-6))


def _settle(market: Market, scale: Scale, seed: int, effort: Effort, start: Start | None, topics: list[str]) -> None:
    """Prices from a first guess or from the start; where lists are short they are drawn up anew between."""
    if start:
        _take_up(market, start, topics)
    else:
        market.open()
    if market.keep is None:
        _settle_whole(market, scale, seed, effort, again=start is not None)
        return
    steps, passes = (WARM, scale.passes // FEWER) if start else (LONG, scale.passes)
    chance, average = np.random.default_rng([seed, 3]), Average(*steps)
    for turn, step in enumerate(effort.fading(*steps, passes, 0.5 * effort.left())):
        effort.tell("pricing", turn / passes, 0, None)
        if turn % EVERY == 0:
            market.relist()
        market.walk(scale.lots, chance, step)
        average.take(step, market.tariff)
    market.tariff = average.of(market.tariff)
    market.keep = LAST_KEPT


def _settle_whole(market: Market, scale: Scale, seed: int, effort: Effort, again: bool) -> None:
    passes, steps = (max(4, scale.passes // 20), WARM) if again else (scale.passes, STEPS)
    market.settle(passes, scale.lots, seed, effort, steps)
    if scale.whole:
        sharpen(market, effort)


def _built(market: Market, scale: Scale, seed: int, effort: Effort, bound: int) -> np.ndarray:
    """A first plan: every session takes its best group in turn; then those who wait are put on lists, too."""
    builder, pay, fees = Builder(market.p, market.o, len(market.learners), seed), market.pay(), market.pools
    for sweep in effort.turns(scale.sweeps, sure=1):
        effort.tell("building", sweep / scale.sweeps, builder.value, bound)
        builder.sweep(pay, fees, BY_PRICE, 20.0 * (1 - sweep / scale.sweeps))
    builder.sweep(pay, fees, BY_LOSS, 0.0)
    for _ in effort.turns(scale.widened):
        market.widen(builder.waiting())
        builder.look_at(market.o)
        builder.sweep(pay, fees, BY_BOTH, 0.0)
        builder.sweep(pay, fees, BY_LOSS, 0.0)
    return builder.rows()


def _resumed(
    market: Market, scale: Scale, seed: int, effort: Effort, start: Start, topics: list[str]
) -> tuple[int, np.ndarray]:
    """A bound and a plan from an earlier plan's prices and connections; prices move only where the gap has grown."""
    _take_up(market, start, topics)
    bound, builder = _proved(market), _answered(market, seed, start, topics)
    effort.tell("building", 0.5, builder.value, bound)
    if bound - builder.value > (start.gap + (NEAR_EXACT if scale.whole else NEAR)) * bound:
        _settle_whole(market, scale, seed, effort, again=True)
        bound, builder = _proved(market), _answered(market, seed, start, topics)
    return bound, builder.rows()


def _take_up(market: Market, start: Start, topics: list[str]) -> None:
    """The prices of the start, and a guess for those who want something it did not know of."""
    market.take(start.prices, topics)
    market.guess(np.array([one not in start.wishes for one in market.asked(topics)]))


def _answered(market: Market, seed: int, start: Start, topics: list[str]) -> Builder:
    """The connections of the start, as far as they can be held, after the empty sessions answered, then all."""
    builder, pay, fees = Builder(market.p, market.o, len(market.learners), seed), market.pay(), market.pools
    builder.hold(market.rows_of(start.columns, topics))
    builder.fill(pay, fees)
    builder.sweep(pay, fees, BY_LOSS, 0.0)
    return builder


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
