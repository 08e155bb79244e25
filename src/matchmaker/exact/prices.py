"""The prices that prove a bound, kept in thousandths so that the proof is whole-number arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor

from matchmaker.register import Register
from matchmaker.shapes import Certificate

UNIT = 1000


@dataclass(slots=True)
class Prices:
    """What a place with a learner, a wish and a booking costs, in thousandths; what is missing is free."""

    learners: dict[int, int] = field(default_factory=dict)
    wishes: dict[tuple[int, str], int] = field(default_factory=dict)
    pools: dict[int, int] = field(default_factory=dict)

    def of(self, learners: tuple[int, ...], topic: str, pool: int) -> int:
        """What a connection pays for its learners, their wishes and its booking."""
        paid = self.pools.get(pool, 0)
        for at in learners:
            paid += self.learners.get(at, 0) + self.wishes.get((at, topic), 0)
        return paid


def thousandths(price: float) -> int:
    """A price as a whole number of thousandths, never below nothing."""
    return max(0, floor(price * UNIT + 0.5))


def bound(register: Register, prices: Prices, best: Mapping[int, int]) -> int:
    """What no plan can pass: all places at their prices, and each sharer's best connection beyond its prices.

    `best` holds, in thousandths, at least what the best connection of each sharer is worth beyond the
    prices of its learners, wishes and booking.
    """
    total = sum(register.people[at].learn_limit * price for at, price in prices.learners.items())
    total += sum(prices.wishes.values())
    total += sum(register.pools[at].bookings * price for at, price in prices.pools.items())
    total += sum(register.people[at].share_limit * max(0, more) for at, more in best.items())
    return total // UNIT


def certificate(register: Register, prices: Prices, connections: int | None) -> Certificate:
    """The prices in the plan's form; with the number of connections when solved over all of them.

    Whoever may not learn, and interpretation that cannot be booked, cost more than they could add: that is free, and
    the bound then holds for whoever counts connections with them among the allowed.
    """
    name, most = [person.id for person in register.people], _most(register)
    learners = {at: price / UNIT for at, price in prices.learners.items() if register.people[at].learn_limit}
    learners |= {at: float(most) for at, one in enumerate(register.people) if one.learn and not one.learn_limit}
    pools = [(register.pools[at].languages, price / UNIT) for at, price in sorted(prices.pools.items()) if price]
    return Certificate(
        kind="prices" if connections is None else "exhaustive",
        learners={name[at]: price for at, price in sorted(learners.items()) if price},
        wishes=tuple((name[at], topic, price / UNIT) for (at, topic), price in sorted(prices.wishes.items()) if price),
        interpretation=(
            *pools,
            *((one.languages, 3.0 * most) for one in register.round.interpretation if not one.bookings and most),
        ),
        connections=connections,
    )


def _most(register: Register) -> int:
    """No learner adds more than this to any connection of the round."""
    policy = register.round.policy
    fit = max(policy.same_or_one_above, policy.further_above, policy.one_below)
    equity = max((person.equity for person in register.people), default=0)
    return max(policy.priority) * fit // 100 + equity + policy.reciprocity
