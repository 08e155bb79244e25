"""Whether a plan's prices prove its bound: added up anew from the round, over every allowed connection."""

from dataclasses import dataclass, field
from fractions import Fraction

from matchmaker.checking import Book
from matchmaker.proofs.people import People
from matchmaker.proofs.seating import Costs, Queue
from matchmaker.shapes import Person, Plan, Wish, pair

UNIT = 1000


@dataclass(slots=True)
class Tariff:
    """The certificate's prices in thousandths, and what is wrong with them."""

    learners: dict[str, int] = field(default_factory=dict)
    wishes: dict[tuple[str, str], int] = field(default_factory=dict)
    pools: dict[tuple[str, str], int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


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
    """The round with its prices: what any plan can be worth by them at most."""

    def __init__(self, book: Book, prices: Tariff) -> None:
        self.book, self.prices, self.policy = book, prices, book.round.policy
        self.people = People(book)
        channels = [0] * self.people.languages
        channels += [UNIT * self.policy.interpretation_cost + prices.pools.get(pool, 0) for pool in self.people.pools]
        self.costs = Costs([UNIT * one for one in self.policy.group_cost], channels)

    def bound(self) -> int:
        """The value that no plan can pass by these prices."""
        people, prices = self.book.people, self.prices
        total = sum(price * people[name].learn_limit for name, price in prices.learners.items())
        total += sum(prices.wishes.values())
        total += sum(price * self.book.bookings[pool] for pool, price in prices.pools.items())
        total += sum(people[name].share_limit * most for name, most in self.most().items())
        return total // UNIT

    def most(self) -> dict[str, int]:
        """The most any connection of each sharer is worth beyond its prices; nothing where none is worth anything."""
        wishers: dict[str, list[tuple[Person, Wish]]] = {}
        sharers: dict[tuple[str, int], list[Person]] = {}
        for person in self.book.round.people:
            for wish in person.learn if person.learn_limit else ():
                wishers.setdefault(wish.topic, []).append((person, wish))
            for offer in person.share if person.share_limit else ():
                sharers.setdefault((offer.topic, offer.level), []).append(person)
        most: dict[str, int] = {}
        for (topic, level), here in sharers.items():
            queue = self._queue(level, wishers.get(topic, []))
            for sharer in here:
                most[sharer.id] = queue.best(sharer, most.get(sharer.id, 0))
        return most

    def _queue(self, level: int, wishers: list[tuple[Person, Wish]]) -> Queue:
        """Those of the wishers who may learn at this level."""
        learners = [(self._more(person, wish, level), person) for person, wish in wishers if level >= wish.level - 1]
        return Queue(self.people, learners, UNIT * self.policy.reciprocity, self.costs)

    def _more(self, person: Person, wish: Wish, level: int) -> int:
        """What this learner adds beyond their prices where they give nothing back."""
        step, policy = level - wish.level, self.policy
        fit = policy.one_below if step < 0 else policy.further_above if step > 1 else policy.same_or_one_above
        points = policy.priority[wish.priority - 1] * fit // 100 + person.equity
        price = self.prices.learners.get(person.id, 0) + self.prices.wishes.get((person.id, wish.topic), 0)
        return UNIT * points - price
