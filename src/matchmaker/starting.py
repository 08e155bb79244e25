"""What an earlier plan gives to a new search: its prices, its connections, and what it knew of."""

from dataclasses import dataclass

from matchmaker import limits
from matchmaker.exact.listing import Column
from matchmaker.exact.prices import UNIT, Prices
from matchmaker.register import Register
from matchmaker.shapes import Plan


@dataclass(frozen=True, slots=True)
class Start:
    """An earlier plan in the numbers of this round. What it did not know of has no price yet: that is not nought."""

    prices: Prices
    columns: list[Column]
    wishes: set[tuple[int, str]]
    gap: float

    @classmethod
    def of(cls, register: Register, before: Plan) -> "Start":
        """What this plan says of those who are in this round too."""
        shut = {one.person for one in before.waiting if one.code == "learn_limit_zero"}
        known = {name: at for name, at in register.number.items() if name not in shut}
        wishes = {(known[one.person], one.topic) for one in before.waiting if one.person in known}
        wishes |= {(known[name], c.topic) for c in before.connections for name in c.learners if name in known}
        return cls(prices_of(register, before, known), columns_of(register, before), wishes, before.gap)


def columns_of(register: Register, before: Plan) -> list[Column]:
    """The connections of an earlier plan whose people are all in this round and can still meet all together."""
    known, pools = register.number, {pool.languages: at for at, pool in enumerate(register.pools)}
    found = []
    for c in before.connections:
        people = [known.get(name, -1) for name in c.people]
        pool = pools.get(c.interpretation, -2) if c.interpretation else -1
        if min(people) >= 0 and pool > -2 and _can_meet(register, people, pool):
            found.append(Column(people[0], c.topic, tuple(people[1:]), pool, 0, 0))
    return found


def _can_meet(register: Register, people: list[int], pool: int) -> bool:
    """Whether these, a sharer and one to three learners, have a time and a language or booking, none kept apart."""
    carried = limits.common_tongues(register, people) if pool < 0 else limits.common_reach(register, people) >> pool & 1
    apart = any(not register.never[one].isdisjoint(people) for one in people)
    fitting = len(set(people)) == len(people) and 2 <= len(people) <= 4
    return fitting and not apart and bool(carried and limits.common_starts(register, people))


def prices_of(register: Register, before: Plan, known: dict[str, int]) -> Prices:
    """The prices of an earlier plan, of these people; interpretation that it does not use is free."""
    pools, proof = {pool.languages: at for at, pool in enumerate(register.pools)}, before.certificate
    booked = {c.interpretation for c in before.connections} & pools.keys()
    return Prices(
        learners={known[name]: round(price * UNIT) for name, price in proof.learners.items() if name in known},
        wishes={(known[name], topic): round(price * UNIT) for name, topic, price in proof.wishes if name in known},
        pools={pools[two]: round(price * UNIT) for two, price in proof.interpretation if two in booked},
    )
