"""Plans a round too large to write out: prices first, then a plan at those prices, made better as time allows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.building import Builder
from matchmaker.choosing import Dive, dived
from matchmaker.effort import Effort
from matchmaker.listing import Column
from matchmaker.listing_fast import words
from matchmaker.market import Market
from matchmaker.packing import Packed, pack
from matchmaker.polishing import Part, Polisher
from matchmaker.prices import Prices
from matchmaker.register import Register
from matchmaker.sharpening import sharpen

BY_PRICE, BY_LOSS = (0.9, 1.0), (0.0, 0.0)
LISTED, KEPT, LAST_KEPT = 30_000_000, 128, 256
MARGIN = 20.0
WARM, LONG = (1.0, 0.2), (10.0, 0.3)
TURNS, IDLE = 300, 4
FEW_DIVES = (Dive(20, 1_500), Dive(5, 1_500), Dive(10, 2_500), Dive(5, 4_000))
MANY_DIVES = (Dive(40, 800),)
Start = tuple[Prices, Sequence[Column]]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much work a round of a size is given: passes of pricing, sweeps of building, and parts of how many."""

    passes: int
    lots: int
    sweeps: int
    sharers: int
    groups: int
    dives: tuple[Dive, ...]
    exact: bool = False


def scale_of(sharers: int) -> Scale:
    """The work for so many sharers."""
    if sharers < 1_500:
        return Scale(
            150, 16, 6, sharers, 30_000, (Dive(20, 1_500), Dive(5, 1_500), Dive(10, 2_500), Dive(5, 4_000)), exact=True
        )
    if sharers < 20_000:
        return Scale(80, 64, 6, 350, 40_000, MANY_DIVES)
    return Scale(30, 256, 3, 350, 20_000, MANY_DIVES)


@dataclass(frozen=True)
class Found:
    """A plan's connections, the prices found on the way, and the bound they prove for the round searched."""

    columns: list[Column]
    prices: Prices
    bound: int


def search(register: Register, effort: Effort, seed: int, threads: int, start: Start | None) -> Found:
    """The best plan found within the time for what is left to plan in the register."""
    p, topics = pack(register)
    if not len(p.offer_person):
        return Found([], Prices(), 0)
    market = _market(p, threads)
    scale = scale_of(len(p.sharer_person))
    _settle(market, scale, seed, effort, (start[0], topics) if start else None)
    if scale.exact and not start:
        sharpen(market, effort)
    market.round_off()
    market.relist()
    bound = int(np.floor(market.bound() + 1e-6))
    rows = _built(market, scale, seed, effort, market.rows_of(start[1], topics) if start else None)
    polisher = Polisher(market, rows, seed)
    if start is None:
        rounds = max(1, int(effort.seconds * TURNS * threads / len(market.every)))
        _polish(polisher, scale, effort, threads, rounds)
    return Found(_columns(register, market, topics, polisher.rows), market.prices(topics), bound)


def _market(p: Packed, threads: int) -> Market:
    """A market with all candidates listed, or where they are too many with the best of each offer."""
    return Market(p, threads, None if words(p) <= LISTED else KEPT)


def _settle(market: Market, scale: Scale, seed: int, effort: Effort, start: tuple[Prices, list[str]] | None) -> None:
    """Prices from the start given, or from a first guess; where lists are short they are drawn up anew between."""
    if start is not None:
        market.take(*start)
        market.relist()
        market.settle(max(4, scale.passes // 20), scale.lots, seed, effort, WARM)
        return
    market.open()
    if market.keep is None:
        market.settle(scale.passes, scale.lots, seed, effort)
        return
    chance = np.random.default_rng([seed, 3])
    for turn, step in enumerate(np.geomspace(*LONG, scale.passes).tolist()):
        effort.tell("pricing", turn / scale.passes, 0, None)
        if effort.over(0.5 * effort.seconds):
            break
        market.relist()
        market.walk(scale.lots, chance, step)
    market.keep = LAST_KEPT


def _built(market: Market, scale: Scale, seed: int, effort: Effort, rows: np.ndarray | None) -> np.ndarray:
    """A first plan: every session takes its best group in turn, from the groups given or from none."""
    builder, pay, fees = Builder(market.p, market.o, len(market.learners), seed), market.pay(), market.pools
    if rows is not None:
        builder.hold(rows)
    for sweep in range(1 if rows is not None else scale.sweeps):
        effort.tell("building", sweep / scale.sweeps, builder.value, None)
        if rows is None:
            builder.sweep(pay, fees, BY_PRICE, 20.0 * (1 - sweep / scale.sweeps))
        if effort.over(0.1 * effort.seconds):
            break
    builder.sweep(pay, fees, BY_LOSS, 0.0)
    return builder.rows()


def _polish(polisher: Polisher, scale: Scale, effort: Effort, threads: int, rounds: int) -> None:
    """Choose part after part anew, all sharers in turn, so many times; fewer when nothing comes of it any more."""
    every, idle = polisher.market.every, 0
    spare = 0.2 + 0.02 * effort.seconds + len(every) / 8_000
    for turn in range(rounds):
        size = scale.sharers if turn == 0 else min(scale.sharers, max(120, len(every) // 2))
        lots = np.array_split(polisher.chance.permutation(every), max(1, round(len(every) / size)))
        before = polisher.value
        for at in range(0, len(lots), threads):
            effort.tell("polishing", (turn + at / len(lots)) / rounds, polisher.value, None)
            if effort.over(spare):
                return
            parts = polisher.parts([np.sort(lot) for lot in lots[at : at + threads]], scale.groups, MARGIN)
            dives = scale.dives[turn % len(scale.dives) :] + scale.dives
            tasks = [(part, dives[0]) for part in parts]
            tasks += [(part, dive) for part, dive in zip(parts[-1:] * threads, dives[1:], strict=False)]
            _renew(polisher, tasks[:threads], effort, spare)
        idle = 0 if polisher.value > before else idle + 1
        if idle == IDLE:
            return


def _renew(polisher: Polisher, tasks: list[tuple[Part, Dive]], effort: Effort, spare: float) -> None:
    def chosen(task: tuple[Part, Dive]) -> np.ndarray:
        return dived(task[0].choices, task[1], lambda: effort.left() - spare)

    for task, found in zip(tasks, polisher.market.workers.map(chosen, tasks), strict=True):
        polisher.keep(task[0], found)


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
    market = _market(p, threads)
    market.take(prices, topics)
    market.relist()
    return int(np.floor(market.bound() + 1e-6))
