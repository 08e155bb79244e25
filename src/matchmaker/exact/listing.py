"""Every connection a small round allows, written out: who, on what, in which language, at which starts."""

from collections.abc import Iterator
from dataclasses import dataclass

from matchmaker import limits
from matchmaker.register import Register
from matchmaker.shapes import Offer
from matchmaker.value import cost, gain


@dataclass(frozen=True, slots=True)
class Column:
    """A sharer and learners on one topic. `pool` is the booking it takes, -1 for a common language."""

    sharer: int
    topic: str
    learners: tuple[int, ...]
    pool: int
    starts: int
    value: int

    @property
    def people(self) -> tuple[int, ...]:
        """The sharer first."""
        return (self.sharer, *self.learners)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may learn at one offer, with what they and the sharer have in common."""

    learner: int
    gain: int
    starts: int
    tongues: int
    reach: int


class TooMany(Exception):
    """More connections than the caller would have listed."""


def candidates(register: Register, sharer: int, offer: Offer) -> list[Candidate]:
    """Who may learn this topic from this sharer."""
    return [
        Candidate(
            at,
            gain(register, sharer, offer.level, at, wish),
            register.starts[sharer] & register.starts[at],
            register.tongues[sharer] & register.tongues[at],
            register.reach[sharer] & register.reach[at],
        )
        for at, wish in register.wishers.get(offer.topic, ())
        if at != sharer and limits.obstacle(register, sharer, offer, at, wish) is None
    ]


def groups(register: Register, found: list[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """Each one, two and three of them that have a language or booking and a start in common and may meet."""
    for at, one in enumerate(found):
        yield (one,)
        for near, two in enumerate(found[at + 1 :], at + 1):
            if not (_meet(one, two) and _fits(register, one, two)):
                continue
            both = _joined(one, two)
            yield one, two
            for three in found[near + 1 :]:
                if _meet(both, three) and _fits(register, one, three) and _fits(register, two, three):
                    yield one, two, three


def _meet(one: Candidate, two: Candidate) -> bool:
    return bool(one.starts & two.starts and (one.tongues & two.tongues or one.reach & two.reach))


def _fits(register: Register, one: Candidate, two: Candidate) -> bool:
    return two.learner not in register.never[one.learner]


def _joined(one: Candidate, two: Candidate) -> Candidate:
    return Candidate(-1, 0, one.starts & two.starts, one.tongues & two.tongues, one.reach & two.reach)


def columns(register: Register, most: int) -> tuple[list[Column], int]:
    """All allowed connections and how many sets of people they are; TooMany when those pass `most`."""
    found: list[Column] = []
    sets = 0
    for topic in sorted(register.sharers):
        for sharer, offer in register.sharers[topic]:
            for group in groups(register, candidates(register, sharer, offer)):
                ways = list(_ways(register, sharer, topic, group))
                found += ways
                sets += bool(ways)
                if sets > most:
                    raise TooMany
    return found, sets


def _ways(register: Register, sharer: int, topic: str, group: tuple[Candidate, ...]) -> Iterator[Column]:
    starts = tongues = reach = -1
    for one in group:
        starts, tongues, reach = starts & one.starts, tongues & one.tongues, reach & one.reach
    learners = tuple(one.learner for one in group)
    gains = sum(one.gain for one in group)
    policy = register.round.policy
    if tongues:
        yield Column(sharer, topic, learners, -1, starts, gains - cost(policy, len(group), False))
        return
    for pool in range(len(register.pools)):
        if reach >> pool & 1 and register.pools[pool].bookings:
            yield Column(sharer, topic, learners, pool, starts, gains - cost(policy, len(group), True))
