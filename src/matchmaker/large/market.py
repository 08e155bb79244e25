"""Finds the prices at which a round clears: lot by lot each sharer chooses, and prices follow at once."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from matchmaker.effort import Effort
from matchmaker.exact.listing import Column
from matchmaker.exact.prices import UNIT, Prices
from matchmaker.large.averaging import Average, Tariff
from matchmaker.large.listing_fast import offered, offered_best, widened
from matchmaker.large.pricing import SLACK, choose, follow, pay_of
from matchmaker.packing import Packed

STEPS = (15.0, 0.1)
GUESSES = (20.0, 60.0, 100.0, 150.0)
LONGER, AT_ONCE, WIDER = 4, 8_000_000, 64


class Market:
    """Prices for learners, wishes and bookings, and what sharers would choose at them."""

    def __init__(self, p: Packed, threads: int = 1, keep: int | None = None) -> None:
        self.p, self.threads, self.keep = p, threads, keep
        people = len(p.may_learn)
        self.learners, self.wishes = np.zeros(people), np.zeros(len(p.wish_person))
        self.pools = np.zeros(len(p.pool_room))
        wanted = np.zeros(people, bool)
        wanted[p.wish_person] = True
        self.places = np.where(wanted, p.may_learn, 0).astype(float)
        self.several = self.places[p.wish_person] > 1
        self.room, self.bookings = p.sharer_room.astype(float), p.pool_room.astype(float)
        self.best, self.chosen = np.zeros(len(self.room)), np.full((len(self.room), 4), -1, np.int64)
        self.used = np.zeros(people), np.zeros(len(p.wish_person)), np.zeros(len(p.pool_room))
        self.floors = np.zeros(len(p.offer_person))
        self.cutoff = np.full(len(p.offer_person), -np.inf)
        self.every = np.arange(len(self.room))
        self.workers = ThreadPoolExecutor(threads)
        if keep is None:
            self.o = offered(p, self.workers)
        else:
            self.relist()

    @property
    def tariff(self) -> Tariff:
        """The prices of learners, wishes and bookings as they are."""
        return self.learners, self.wishes, self.pools

    @tariff.setter
    def tariff(self, prices: Tariff) -> None:
        self.learners, self.wishes, self.pools = prices
        self.floors[:] = 0.0

    def fees(self) -> np.ndarray:
        """What a booking costs by pool: out of reach where there is none."""
        return np.where(self.bookings > 0, self.pools + self.p.interpretation_cost, np.inf)

    def pay(self) -> np.ndarray:
        """What each wish costs."""
        return pay_of(self.p, self.learners, self.wishes)

    def ask(self, sharers: np.ndarray) -> None:
        """Have these sharers choose at the prices as they are."""
        given = (self.pay(), self.fees(), self.floors, self.best, self.chosen)
        if self.threads == 1 or len(sharers) < 64:
            choose(self.p, self.o, sharers, *given)
            return
        lots = np.array_split(sharers, self.threads)
        list(self.workers.map(lambda lot: choose(self.p, self.o, lot, *given), lots))

    def relist(self, noise: float = 0.0) -> None:
        """Draw up the lists of candidates anew, the best at the prices as they are; nothing to do for whole lists.

        With noise each candidate loses up to so much by lot, lest all sharers list the same few who are a bit cheap.
        """
        if self.keep is None:
            return
        self.o, self.cutoff = offered_best(self.p, self.pay(), self.keep, noise, self.workers)
        self.floors[:] = 0.0

    def widen(self, wishes: np.ndarray) -> None:
        """Put those of these wishes (a mask) that could be served on the lists; what is listed keeps its place."""
        if self.keep is not None:
            self.o = widened(self.p, self.o, np.where(wishes, 0.0, np.inf), WIDER, self.workers)
            self.floors[:] = 0.0

    def _complete(self) -> None:
        """Where somebody left off a list might have mattered, ask again with longer lists until nobody can."""
        keep, short = self.keep or 0, np.flatnonzero(self.cutoff > self.floors + SLACK)
        while len(short):
            keep *= LONGER
            lots = np.array_split(short, -(-len(short) * keep // AT_ONCE))
            short = np.concatenate([self._asked_longer(lot, keep) for lot in lots])

    def _asked_longer(self, offers: np.ndarray, keep: int) -> np.ndarray:
        """Have these offers choose from lists of so many; returns those whose lists are still too short."""
        p, pay, floors, best = self.p, self.pay(), np.zeros(len(self.floors)), np.zeros(len(self.best))
        o, cutoff = offered_best(p, pay, keep, 0.0, self.workers, offers)
        sharers = np.unique(np.searchsorted(p.sharer_person, p.offer_person[offers]))
        choose(p, o, sharers, pay, self.fees(), floors, best, self.chosen.copy())
        np.maximum(self.best, best, out=self.best)
        return offers[cutoff[offers] > floors[offers] + SLACK]

    def bound(self) -> float:
        """What the prices as they are prove."""
        self.ask(self.every)
        self._complete()
        return self._total()

    def _total(self) -> float:
        places = (self.learners * self.places).sum() + self.wishes.sum() + (self.pools * self.bookings).sum()
        return float(places + (self.best * self.room).sum())

    def open(self) -> None:
        """Set out from the best of a few first guesses: everyone worth what they add, less one common margin."""
        most = self._most()
        if self.keep is not None:
            self._guess(most, GUESSES[0])
            return
        guesses = []
        for margin in GUESSES:
            self._guess(most, margin)
            self.ask(self.every)
            guesses.append((self._total(), margin))
        self._guess(most, min(guesses)[1])

    def _most(self) -> np.ndarray:
        """The most that each wish may add, by the lists where they are whole."""
        if self.keep is None:
            most = np.zeros(len(self.wishes), np.int32)
            np.maximum.at(most, self.o.wish.astype(np.intp), self.o.gain)  # quick only between whole numbers
            return most.astype(float)
        levels = np.arange(1, 5)[None, :] >= self.p.wish_level[:, None] - 1
        return np.where(levels, self.p.wish_gain, 0).max(axis=1).astype(float)

    def guess(self, new: np.ndarray) -> None:
        """Guess what those cost who have one of these wishes, which nobody has asked for at any price yet."""
        people = np.zeros(len(self.learners), bool)
        people[self.p.wish_person[new]] = True
        learners, wishes, pools = self.tariff
        self._guess(self._most(), GUESSES[0])
        self.tariff = (
            np.where(people, self.learners, learners),
            np.where(people[self.p.wish_person], self.wishes, wishes),
            pools,
        )

    def _guess(self, most: np.ndarray, margin: float) -> None:
        by_worth = np.lexsort((-most, self.p.wish_person))
        first = np.searchsorted(self.p.wish_person[by_worth], np.arange(len(self.learners)))
        place = first + self.places.astype(np.int64)
        single = np.minimum(first, max(len(most) - 1, 0))
        owner = self.p.wish_person[by_worth]
        at = np.minimum(place, max(len(most) - 1, 0))
        spare = (place < len(most)) & (owner[at] == np.arange(len(self.learners)))
        rest = np.where(spare, most[by_worth[at]], 0.0)
        base = np.where(self.places > 1, rest, most[by_worth[single]])
        self.learners = np.where(self.places > 0, np.maximum(0.0, base - margin), 0.0)
        over = most - margin - self.learners[self.p.wish_person]
        self.wishes = np.where(self.several, np.maximum(0.0, over), 0.0)
        self.pools = np.where(self.bookings > 0, margin, 0.0)

    def settle(self, passes: int, lots: int, seed: int, effort: Effort, steps: tuple[float, float] = STEPS) -> None:
        """Let prices follow demand for so many passes; they end at the average of the last or, if worse, stay."""
        self.ask(self.every)
        before, kept = self._total(), (self.learners.copy(), self.wishes.copy(), self.pools.copy())
        chance, average = np.random.default_rng([seed, 3]), Average(*steps)
        for turn, step in enumerate(effort.fading(*steps, passes, 0.6 * effort.left())):
            self.walk(lots, chance, step)
            average.take(step, self.tariff)
            if turn % 10 == 0:
                effort.tell("pricing", turn / passes, 0, None)
        self.tariff = average.of(self.tariff)
        self.ask(self.every)
        if self._total() > before:
            self.tariff = kept

    def walk(self, lots: int, chance: np.random.Generator, step: float) -> None:
        """Every sharer chooses once, lot by lot in a random order, and prices follow at once."""
        for lot in np.array_split(chance.permutation(self.every), lots):
            self._follow(lot, step)

    def _follow(self, lot: np.ndarray, step: float) -> None:
        self.ask(lot)
        share, limits = self.room[lot].sum() / self.room.sum(), (self.places, self.several, self.bookings)
        follow(self.p, lot, share, step, self.best, self.chosen, *limits, *self.tariff, self.used)

    def round_off(self) -> None:
        """Keep prices to thousandths, as the certificate does."""
        for held in (self.learners, self.wishes, self.pools):
            np.round(held * UNIT, out=held)
            held /= UNIT

    def prices(self, topics: list[str]) -> Prices:
        """The prices in the certificate's terms."""
        asked = self.asked(topics)
        return Prices(
            learners=dict(_priced(self.learners)),
            wishes={asked[wish]: price for wish, price in _priced(self.wishes)},
            pools=dict(_priced(self.pools)),
        )

    def asked(self, topics: list[str]) -> list[tuple[int, str]]:
        """Whose each wish is, and for which topic."""
        named = np.repeat(np.array(topics, object), np.diff(self.p.topic_start)).tolist()
        return list(zip(self.p.wish_person.tolist(), named, strict=True))

    def take(self, prices: Prices, topics: list[str]) -> None:
        """Set the prices to these, as far as they are for people and wishes in this market."""
        for at, price in prices.learners.items():
            self.learners[at] = price / UNIT
        for at, price in prices.pools.items():
            self.pools[at] = price / UNIT if self.bookings[at] else 0.0
        if prices.wishes:
            for wish, one in enumerate(self.asked(topics)):
                self.wishes[wish] = prices.wishes.get(one, 0) / UNIT

    def rows_of(self, columns: Sequence[Column], topics: list[str]) -> np.ndarray:
        """These connections as rows of offer, three candidates and booking; those not possible are left out."""
        p, o, rows = self.p, self.o, []
        pairs = zip(p.offer_person.tolist(), p.offer_topic.tolist(), strict=True)
        offers = {(who, topics[topic]): at for at, (who, topic) in enumerate(pairs)}
        wishes = {one: at for at, one in enumerate(self.asked(topics))}
        for column in columns:
            offer = offers.get((column.sharer, column.topic), -1)
            listed = o.wish[o.start[offer] : o.start[offer + 1]] if offer >= 0 else o.wish[:0]
            places = [(listed == wishes.get((one, column.topic), -1)).nonzero()[0] for one in column.learners]
            if all(map(len, places)):
                picks = sorted(int(place[0]) for place in places)
                rows.append([offer, *picks, *[-1] * (3 - len(picks)), column.pool])
        return np.array(rows, np.int64).reshape(-1, 5)


def _priced(prices: np.ndarray) -> Iterator[tuple[int, int]]:
    for at in np.flatnonzero(prices):
        yield int(at), round(float(prices[at]) * UNIT)
