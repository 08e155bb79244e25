"""What goes into a round and what comes out: frozen values, nothing that acts.

Wishes, offers, reasons and who waits are tuples: a round has tens of thousands of them, and tuples are made quickest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Pair = tuple[str, str]


class Wish(NamedTuple):
    """A topic somebody wants to learn: priority 1-3, level sought 1-3."""

    topic: str
    priority: int
    level: int


class Offer(NamedTuple):
    """A topic somebody shares, at level 1-4."""

    topic: str
    level: int


@dataclass(frozen=True, slots=True)
class Person:
    """One participant of a round. `free` is a bit set of half-hours; `free_weeks`, if given, replaces it."""

    id: str
    group: str | None
    languages: tuple[str, ...]
    free: int
    learn: tuple[Wish, ...] = ()
    share: tuple[Offer, ...] = ()
    learn_limit: int = 1
    share_limit: int = 1
    equity: int = 0
    free_weeks: tuple[int, ...] = ()

    def free_in(self, week: int) -> int:
        """The half-hours free in this week of the round."""
        return self.free_weeks[week] if self.free_weeks else self.free


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Bookings of an interpreter between two languages."""

    languages: Pair
    bookings: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What the programme values: points for each learner, costs for each connection."""

    priority: tuple[int, int, int] = (100, 150, 200)
    same_or_one_above: int = 100
    further_above: int = 90
    one_below: int = 40
    reciprocity: int = 40
    group_cost: tuple[int, int, int] = (0, 20, 50)
    interpretation_cost: int = 30


class Reason(NamedTuple):
    """Why a connection is there: a code with a number, never a sentence."""

    code: str
    value: int | None = None
    learner: str | None = None
    language: str | None = None
    starts: int | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """One sharer and one to three learners on one topic, at one time, in one language or by one booking."""

    sharer: str
    learners: tuple[str, ...]
    topic: str
    language: str | None
    interpretation: Pair | None
    week: int
    slot: int
    alternatives: tuple[int, ...] = ()
    value: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The sharer first, then the learners."""
        return (self.sharer, *self.learners)


@dataclass(frozen=True, slots=True)
class Round:
    """Everything a plan depends on. Pairs in `met` and `never` hold the smaller id first."""

    people: tuple[Person, ...]
    weeks: int = 4
    met: frozenset[Pair] = frozenset()
    never: frozenset[Pair] = frozenset()
    interpretation: tuple[Interpretation, ...] = ()
    policy: Policy = Policy()
    locked: tuple[Connection, ...] = ()


class Waiting(NamedTuple):
    """A wish not served, with the first limit that stopped it and, where it may be told, the nearest miss."""

    person: str
    topic: str
    code: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What proves the bound: prices of learners, wishes and bookings; `connections` if solved over all."""

    kind: str = "prices"
    learners: Mapping[str, float] = field(default_factory=dict)
    wishes: tuple[tuple[str, str, float], ...] = ()
    interpretation: tuple[tuple[Pair, float], ...] = ()
    connections: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Who meets whom and when, who waits and why, what it is worth and how much better any plan could be."""

    connections: tuple[Connection, ...]
    waiting: tuple[Waiting, ...]
    value: int
    bound: int
    certificate: Certificate = Certificate()
    seconds: float = 0.0
    seed: int = 0
    solver: str = ""

    @property
    def gap(self) -> float:
        """How far the value is from the proved bound, as a share of the bound."""
        return (self.bound - self.value) / max(self.bound, 1)


def pair(one: str, other: str) -> Pair:
    """The two ids in the order that `met` and `never` hold them."""
    return (one, other) if one < other else (other, one)
