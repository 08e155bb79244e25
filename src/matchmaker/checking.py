"""Holds a plan against the contract, from the round alone; shares no rule or value with the solver."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_

from matchmaker.shapes import Connection, Person, Plan, Round, pair

DAYS = 336
CODES = {"priority", "equity", "reciprocity", "group_cost", "interpretation_cost", "shared_language", "shared_hours"}


@dataclass(frozen=True)
class Book:
    """A round, opened for looking things up."""

    round: Round
    people: dict[str, Person]
    bookings: dict[tuple[str, str], int]

    @classmethod
    def of(cls, round_: Round) -> "Book":
        return cls(
            round_,
            {person.id: person for person in round_.people},
            {pair(*pool.languages): pool.bookings for pool in round_.interpretation},
        )


def broken_rules(round_: Round, connections: Iterable[Connection]) -> list[str]:
    """Every rule of the contract that these connections break, one line each; none for an allowed plan."""
    book, connections = Book.of(round_), list(connections)
    unknown = [f"unknown person {name!r}" for c in connections for name in c.people if name not in book.people]
    if unknown:
        return unknown
    alone = [f"{c.sharer!r} on {c.topic!r}: {line}" for c in connections for line in _alone(book, c)]
    return alone + list(_together(book, connections))


def _alone(book: Book, c: Connection) -> Iterator[str]:
    if not 1 <= len(c.learners) <= 3 or len(set(c.people)) != len(c.people):
        yield "must have 1 to 3 learners, all different from each other and from the sharer"
    sharer, learners = book.people[c.sharer], [book.people[name] for name in c.learners]
    level = next((offer.level for offer in sharer.share if offer.topic == c.topic), None)
    if level is None:
        yield "the sharer does not share the topic"
    for learner in learners:
        yield from _of_learner(book, sharer, learner, c.topic, level)
    for one, other in combinations(c.people, 2):
        if pair(one, other) in book.round.never:
            yield f"{one!r} and {other!r} must not meet"
    yield from _language(book, c)
    yield from _hours(book, c)


def _of_learner(book: Book, sharer: Person, learner: Person, topic: str, level: int | None) -> Iterator[str]:
    wish = next((wish for wish in learner.learn if wish.topic == topic), None)
    if wish is None:
        yield f"{learner.id!r} does not want the topic"
    elif level is not None and level < wish.level - 1:
        yield f"{learner.id!r} seeks level {wish.level}, the sharer has {level}"
    if sharer.group is not None and sharer.group == learner.group:
        yield f"{learner.id!r} is of the sharer's group"
    if pair(sharer.id, learner.id) in book.round.met:
        yield f"{learner.id!r} has met the sharer"


def _language(book: Book, c: Connection) -> Iterator[str]:
    if (c.language is None) == (c.interpretation is None):
        yield "exactly one of language and interpretation must be set"
    for name in c.people:
        spoken = set(book.people[name].languages)
        if c.language is not None and c.language not in spoken:
            yield f"{name!r} does not speak {c.language!r}"
        if c.interpretation is not None and not spoken & set(c.interpretation):
            yield f"{name!r} speaks neither of {c.interpretation!r}"
    if c.interpretation is not None and pair(*c.interpretation) not in book.bookings:
        yield f"the round has no interpretation {c.interpretation!r}"


def _hours(book: Book, c: Connection) -> Iterator[str]:
    if not (0 <= c.week < book.round.weeks and 0 <= c.slot < DAYS):
        yield "the session is not in the round"
        return
    for name in c.people:
        if not _free(book.people[name], c.week, c.slot):
            yield f"{name!r} is not free in week {c.week} at {c.slot}"


def _free(person: Person, week: int, slot: int) -> bool:
    free = person.free_in(week)
    return all(free >> (slot + step) % DAYS & 1 for step in range(3))


def _together(book: Book, connections: list[Connection]) -> Iterator[str]:
    leads = Counter(c.sharer for c in connections)
    learns = Counter(name for c in connections for name in c.learners)
    for name, person in book.people.items():
        if leads[name] > person.share_limit:
            yield f"{name!r} shares {leads[name]} times, the limit is {person.share_limit}"
        if learns[name] > person.learn_limit:
            yield f"{name!r} learns {learns[name]} times, the limit is {person.learn_limit}"
    served = Counter((name, c.topic) for c in connections for name in c.learners)
    yield from (f"{name!r} is served twice on {topic!r}" for (name, topic), n in served.items() if n > 1)
    meetings = Counter(pair(c.sharer, name) for c in connections for name in c.learners)
    yield from (f"{one!r} and {other!r} meet {n} times" for (one, other), n in meetings.items() if n > 1)
    booked = Counter(pair(*c.interpretation) for c in connections if c.interpretation)
    for pool, used in booked.items():
        if used > book.bookings.get(pool, used):
            yield f"interpretation {pool!r} is booked {used} times of {book.bookings[pool]}"
    yield from _overlaps(connections)
    placed = {place(c) for c in connections}
    yield from (f"locked connection of {c.sharer!r} is missing" for c in book.round.locked if place(c) not in placed)


def _overlaps(connections: list[Connection]) -> Iterator[str]:
    times: dict[str, list[int]] = {}
    for c in connections:
        for name in c.people:
            times.setdefault(name, []).append(c.week * DAYS + c.slot)
    for name, starts in times.items():
        if any(abs(one - other) < 3 for one, other in combinations(starts, 2)):
            yield f"{name!r} sits in two sessions at once"


def place(c: Connection) -> tuple[object, ...]:
    """What makes a connection the same connection: all but its alternatives, value and reasons."""
    booking = c.interpretation and pair(*c.interpretation)
    return c.sharer, tuple(sorted(c.learners)), c.topic, c.language, booking, c.week, c.slot


def worth(book: Book, sharer: Person, learner: Person, topic: str) -> dict[str, int]:
    """What one learner adds at this sharer, by reason code."""
    policy = book.round.policy
    wish = next(wish for wish in learner.learn if wish.topic == topic)
    step = next(offer.level for offer in sharer.share if offer.topic == topic) - wish.level
    fit = policy.one_below if step == -1 else policy.further_above if step > 1 else policy.same_or_one_above
    both = {offer.topic for offer in learner.share} & {wanted.topic for wanted in sharer.learn}
    return {
        "priority": policy.priority[wish.priority - 1] * fit // 100,
        "equity": learner.equity,
        "reciprocity": policy.reciprocity if both else 0,
    }


def connection_value(book: Book, c: Connection) -> int:
    """What the contract says a connection is worth."""
    sharer = book.people[c.sharer]
    gains = sum(sum(worth(book, sharer, book.people[name], c.topic).values()) for name in c.learners)
    cost = book.round.policy.group_cost[len(c.learners) - 1]
    return gains - cost - (book.round.policy.interpretation_cost if c.interpretation else 0)


def wrong_facts(round_: Round, plan: Plan) -> list[str]:
    """What the plan says of its connections and is not so: values, reasons, alternatives, bound."""
    book = Book.of(round_)
    found = [f"{c.sharer!r} on {c.topic!r}: {line}" for c in plan.connections for line in _facts(book, c)]
    if plan.value != (total := sum(connection_value(book, c) for c in plan.connections)):
        found.append(f"the plan says its value is {plan.value}, it is {total}")
    if plan.bound < plan.value:
        found.append(f"the bound {plan.bound} is below the value {plan.value}")
    return found


def _facts(book: Book, c: Connection) -> Iterator[str]:
    if c.value != (value := connection_value(book, c)):
        yield f"says its value is {c.value}, it is {value}"
    if sum(reason.value or 0 for reason in c.reasons) != value:
        yield "its reasons do not add up to its value"
    people = [book.people[name] for name in c.people]
    common = _common_starts(book, people)
    for start in c.alternatives:
        if start == c.slot or not common >> start & 1:
            yield f"alternative {start} is no other common start"
    if len(set(c.alternatives)) != len(c.alternatives) or len(c.alternatives) > 2:
        yield "has more than two alternatives, or one twice"
    if any(reason.starts not in (None, common.bit_count()) for reason in c.reasons):
        yield f"has {common.bit_count()} common starts and says otherwise"
    yield from _codes(c)


def _codes(c: Connection) -> Iterator[str]:
    yield from (f"has a reason of no known code: {one.code!r}" for one in c.reasons if one.code not in CODES)
    for one in c.reasons:
        if one.language is not None and one.language != c.language:
            yield f"is held in {c.language!r} and says {one.language!r}"
        if one.learner is not None and one.learner not in c.learners:
            yield f"gives a reason for {one.learner!r}, who is not in it"


def _common_starts(book: Book, people: list[Person]) -> int:
    found = 0
    for week in range(book.round.weeks if any(one.free_weeks for one in people) else 1):
        found |= reduce(and_, (session_starts(one.free_in(week)) for one in people))
    return found


def session_starts(free: int) -> int:
    """The half-hours at which a session may start: they and the two after them are free, round the week."""
    twice = free | free << DAYS
    return twice & twice >> 1 & twice >> 2 & ((1 << DAYS) - 1)
