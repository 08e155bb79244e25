"""Whether a plan's prices prove its bound: added up anew from the round, over every allowed connection."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from matchmaker.checking import Book, worth
from matchmaker.shapes import Offer, Person, Plan, Wish, pair

WEEK = 336
UNIT = 1000


@dataclass(slots=True)
class Tariff:
    """The certificate's prices in thousandths, and what is wrong with them."""

    learners: dict[str, int] = field(default_factory=dict)
    wishes: dict[tuple[str, str], int] = field(default_factory=dict)
    pools: dict[tuple[str, str], int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone who may learn at an offer: its worth beyond prices, and what they and the sharer share."""

    id: str
    more: int
    starts: frozenset[int]
    tongues: frozenset[str]
    pools: frozenset[tuple[str, str]]


def tariff(book: Book, plan: Plan) -> Tariff:
    """The plan's prices, read as exact numbers."""
    proof, found = plan.certificate, Tariff()
    wished = {(p.id, wish.topic) for p in book.round.people for wish in p.learn}
    for name, price in proof.learners.items():
        _enter(found, found.learners, name, price, name in book.people)
    for name, topic, price in proof.wishes:
        _enter(found, found.wishes, (name, topic), price, (name, topic) in wished)
    for languages, price in proof.interpretation:
        _enter(found, found.pools, pair(*languages), price, pair(*languages) in book.bookings)
    return found


def _enter(found: Tariff, prices: dict, key: object, price: float, known: bool) -> None:
    exact = Fraction(repr(price)) * UNIT
    if not known or key in prices:
        found.wrong.append(f"price of {key!r} {'stands twice' if known else 'is for nobody known'}")
    elif exact < 0 or exact.denominator != 1:
        found.wrong.append(f"price {price!r} of {key!r} is negative or finer than thousandths")
    else:
        prices[key] = int(exact)


class Pricing:
    """The round with its prices: finds each sharer's best connection beyond them."""

    def __init__(self, book: Book, prices: Tariff) -> None:
        self.book, self.prices, self.policy = book, prices, book.round.policy
        self.wishers: dict[str, list[tuple[Person, Wish]]] = {}
        for person in book.round.people:
            for wish in person.learn if person.learn_limit else ():
                self.wishers.setdefault(wish.topic, []).append((person, wish))
        self._known_starts: dict[str, frozenset[int]] = {}
        self.ordered: dict[tuple[str, int], list[tuple[int, Person, Wish]]] = {}

    def bound(self) -> int:
        """The value that no plan can pass by these prices."""
        people, prices = self.book.people, self.prices
        total = sum(price * people[name].learn_limit for name, price in prices.learners.items())
        total += sum(prices.wishes.values())
        total += sum(price * self.book.bookings[pool] for pool, price in prices.pools.items())
        for sharer in self.book.round.people:
            if sharer.share_limit:
                total += sharer.share_limit * max((self.best(sharer, one) for one in sharer.share), default=0)
        return total // UNIT

    def best(self, sharer: Person, offer: Offer) -> int:
        """The most any allowed connection of this offer is worth beyond its prices; nothing if none is."""
        cost = [UNIT * one for one in self.policy.group_cost]
        best, seen = 0, list[Learner]()
        for hope, learner, wish in self._in_order(offer):
            others = [hope, hope, *(one.more for one in seen)]  # who is still to come hopes for no more than this one
            first, second = sorted(others, reverse=True)[:2]
            most = max(hope - cost[0], hope + first - cost[1], hope + first + second - cost[2])
            if hope <= 0 or most <= best:
                break
            found = self.learner(sharer, offer, learner, wish)
            if found is not None and found.more > 0:
                best = max(best, self._best_with(found, seen, best))
                seen.append(found)
        return best

    def _in_order(self, offer: Offer) -> list[tuple[int, Person, Wish]]:
        """Who wants the topic, by the most each could be worth at this level beyond their prices."""
        key = (offer.topic, offer.level)
        if key not in self.ordered:
            hopes = [
                (self._hope(person, wish, offer.level), person, wish)
                for person, wish in self.wishers.get(offer.topic, ())
                if offer.level >= wish.level - 1
            ]
            self.ordered[key] = sorted(hopes, key=lambda one: (-one[0], one[1].id))
        return self.ordered[key]

    def _hope(self, person: Person, wish: Wish, level: int) -> int:
        step, policy = level - wish.level, self.policy
        fit = policy.one_below if step < 0 else policy.further_above if step > 1 else policy.same_or_one_above
        points = policy.priority[wish.priority - 1] * fit // 100 + person.equity + policy.reciprocity
        return UNIT * points - self._price(person.id, wish.topic)

    def _price(self, name: str, topic: str) -> int:
        return self.prices.learners.get(name, 0) + self.prices.wishes.get((name, topic), 0)

    def learner(self, sharer: Person, offer: Offer, learner: Person, wish: Wish) -> Learner | None:
        """This person as a learner of this offer, when the two may meet."""
        two = pair(sharer.id, learner.id)
        if two in self.book.round.met or two in self.book.round.never or offer.level < wish.level - 1:
            return None
        if sharer.id == learner.id or (sharer.group is not None and sharer.group == learner.group):
            return None
        starts = self.starts(sharer) & self.starts(learner)
        tongues = frozenset(sharer.languages) & frozenset(learner.languages)
        pools = self.pools(sharer) & self.pools(learner)
        if not starts or not (tongues or pools):
            return None
        points = sum(worth(self.book, sharer, learner, offer.topic).values())
        more = UNIT * points - self._price(learner.id, offer.topic)
        return Learner(learner.id, more, starts, tongues, pools)

    def starts(self, person: Person) -> frozenset[int]:
        """All starts in the round at which this person is free for a session."""
        if person.id not in self._known_starts:
            self._known_starts[person.id] = frozenset(
                WEEK * week + slot
                for week in range(self.book.round.weeks)
                for slot in range(WEEK)
                if all(person.free_in(week) >> (slot + step) % WEEK & 1 for step in range(3))
            )
        return self._known_starts[person.id]

    def pools(self, person: Person) -> frozenset[tuple[str, str]]:
        """The interpretation with bookings of which this person speaks a language."""
        spoken = set(person.languages)
        return frozenset(two for two, n in self.book.bookings.items() if n and not spoken.isdisjoint(two))

    def _best_with(self, one: Learner, seen: list[Learner], floor: int) -> int:
        """The best of this learner alone, or with one or two of those seen before."""
        cost = [UNIT * each for each in self.policy.group_cost]
        best = max(floor, one.more - cost[0] + self._language_cost([one]))
        near = [other for other in seen if pair(one.id, other.id) not in self.book.round.never]
        near.sort(key=lambda other: -other.more)
        for at, two in enumerate(near):
            if one.more + two.more - cost[1] <= best and one.more + 2 * two.more - cost[2] <= best:
                break
            best = max(best, one.more + two.more - cost[1] + self._language_cost([one, two]))
            for three in near[at + 1 :]:
                if (total := one.more + two.more + three.more - cost[2]) <= best:
                    break
                if pair(two.id, three.id) not in self.book.round.never:
                    best = max(best, total + self._language_cost([one, two, three]))
        return best

    def _language_cost(self, group: list[Learner]) -> int:
        """Nothing in a common language, else minus the cheapest booking; out of reach if they cannot meet."""
        never = -(10**18)
        if not frozenset.intersection(*(one.starts for one in group)):
            return never
        if frozenset.intersection(*(one.tongues for one in group)):
            return 0
        pools = frozenset.intersection(*(one.pools for one in group))
        prices = [-UNIT * self.policy.interpretation_cost - self.prices.pools.get(pool, 0) for pool in pools]
        return max(prices, default=never)


def allowed(pricing: Pricing) -> Iterator[tuple[str, str, tuple[Learner, ...], int]]:
    """Every allowed set of learners at every offer, with its points before bookings; free of prices."""
    cost = pricing.policy.group_cost
    for sharer in pricing.book.round.people:
        for offer in sharer.share if sharer.share_limit else ():
            found = [pricing.learner(sharer, offer, *one) for one in pricing.wishers.get(offer.topic, ())]
            learners = [one for one in found if one is not None]
            for size in (1, 2, 3):
                for group in combinations(learners, size):
                    if _may_sit_together(pricing, group):
                        points = sum(one.more for one in group) // UNIT - cost[size - 1]
                        yield sharer.id, offer.topic, group, points


def _may_sit_together(pricing: Pricing, group: tuple[Learner, ...]) -> bool:
    if not frozenset.intersection(*(one.starts for one in group)):
        return False
    if any(pair(one.id, two.id) in pricing.book.round.never for one, two in combinations(group, 2)):
        return False
    tongues = frozenset.intersection(*(one.tongues for one in group))
    return bool(tongues or frozenset.intersection(*(one.pools for one in group)))
