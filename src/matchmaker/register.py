"""A round opened for work: people by number in the order of their ids, their week and tongues as bits."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from matchmaker import hours
from matchmaker.shapes import Connection, Interpretation, Offer, Person, Round, Wish, pair


@dataclass(frozen=True)
class Register:
    """Numbers for people, languages and bookings. Weeks in which all have the same hours share a layer."""

    round: Round
    number: dict[str, int]
    weeks_of: tuple[tuple[int, ...], ...]
    starts: list[int]
    tongues: list[int]
    reach: list[int]
    languages: dict[str, int]
    pools: tuple[Interpretation, ...]
    met: list[set[int]] = field(repr=False)
    never: list[set[int]] = field(repr=False)
    may_learn: list[int] = field(repr=False)
    may_share: list[int] = field(repr=False)
    closed: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(cls, round_: Round) -> "Register":
        """Open a round, whatever the order of what it holds."""
        round_ = in_order(round_)
        number = {person.id: at for at, person in enumerate(round_.people)}
        pools = tuple(pool for pool in round_.interpretation if pool.bookings > 0)
        spoken = {language for person in round_.people for language in person.languages}
        languages = {language: at for at, language in enumerate(sorted(spoken))}
        layers = _layers(round_)
        return cls(
            round=round_,
            number=number,
            weeks_of=layers,
            starts=_starts(round_, [weeks[0] for weeks in layers]),
            tongues=_tongues(round_.people, languages),
            reach=_reach(round_.people, pools),
            languages=languages,
            pools=pools,
            met=_neighbours(round_.met, number),
            never=_neighbours(round_.never, number),
            may_learn=[person.learn_limit for person in round_.people],
            may_share=[person.share_limit for person in round_.people],
        )

    def beside_locked(self) -> "Register":
        """What is left to plan beside the locked connections: fewer places, wishes and bookings."""
        left = replace(
            self,
            met=[set(known) for known in self.met],
            may_learn=list(self.may_learn),
            may_share=list(self.may_share),
            pools=_unbooked(self.pools, self.round.locked),
            closed=frozenset((self.number[i], c.topic) for c in self.round.locked for i in c.learners),
        )
        for c in self.round.locked:
            sharer = self.number[c.sharer]
            left.may_share[sharer] -= 1
            for learner in (self.number[name] for name in c.learners):
                left.may_learn[learner] -= 1
                left.met[sharer].add(learner)
                left.met[learner].add(sharer)
        return left

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone, by id."""
        return self.round.people

    @cached_property
    def sharers(self) -> dict[str, list[tuple[int, Offer]]]:
        """By topic, who shares it and may lead a connection."""
        found: dict[str, list[tuple[int, Offer]]] = {}
        for at, person in enumerate(self.people):
            for offer in person.share if self.may_share[at] else ():
                found.setdefault(offer.topic, []).append((at, offer))
        return found

    @cached_property
    def wishers(self) -> dict[str, list[tuple[int, Wish]]]:
        """By topic, who wants to learn it and may."""
        found: dict[str, list[tuple[int, Wish]]] = {}
        for at, person in enumerate(self.people):
            for wish in person.learn if self.may_learn[at] else ():
                if (at, wish.topic) not in self.closed:
                    found.setdefault(wish.topic, []).append((at, wish))
        return found

    @cached_property
    def gives(self) -> list[set[str]]:
        """What each person shares, whatever their limits."""
        return [{offer.topic for offer in person.share} for person in self.people]

    @cached_property
    def wants(self) -> list[set[str]]:
        """What each person wants to learn, whatever their limits."""
        return [{wish.topic for wish in person.learn} for person in self.people]

    def times(self, starts: int) -> int:
        """Starts by layer spread over the weeks of the round: bit 336 * week + slot."""
        found = 0
        for layer, weeks in enumerate(self.weeks_of):
            week = starts >> (hours.WEEK * layer) & hours.WHOLE_WEEK
            for at in weeks:
                found |= week << (hours.WEEK * at)
        return found

    def slots(self, starts: int) -> int:
        """Starts by layer folded to one week: the slots possible in at least one week."""
        found = 0
        for layer in range(len(self.weeks_of)):
            found |= starts >> (hours.WEEK * layer) & hours.WHOLE_WEEK
        return found


def in_order(round_: Round) -> Round:
    """The same round with people by id, topics by name and bookings by their languages."""
    return replace(
        round_,
        people=tuple(sorted((_topics_in_order(one) for one in round_.people), key=lambda one: one.id)),
        interpretation=tuple(sorted(round_.interpretation, key=lambda pool: pair(*pool.languages))),
        met=frozenset(pair(*two) for two in round_.met),
        never=frozenset(pair(*two) for two in round_.never),
    )


def _topics_in_order(person: Person) -> Person:
    if _ordered(person.learn) and _ordered(person.share):
        return person
    learn = tuple(sorted(person.learn, key=lambda one: one.topic))
    share = tuple(sorted(person.share, key=lambda one: one.topic))
    return replace(person, learn=learn, share=share)


def _ordered(held: Sequence[Wish | Offer]) -> bool:
    return all(one.topic <= other.topic for one, other in itertools.pairwise(held))


def _layers(round_: Round) -> tuple[tuple[int, ...], ...]:
    moving = [person for person in round_.people if person.free_weeks]
    alike: dict[tuple[int, ...], list[int]] = {}
    for week in range(round_.weeks):
        alike.setdefault(tuple(person.free_weeks[week] for person in moving), []).append(week)
    return tuple(tuple(weeks) for weeks in alike.values())


def _starts(round_: Round, weeks: list[int]) -> list[int]:
    return [
        sum(hours.starts(person.free_in(week)) << (hours.WEEK * at) for at, week in enumerate(weeks))
        for person in round_.people
    ]


def _reach(people: Sequence[Person], pools: Sequence[Interpretation]) -> list[int]:
    """For each person the bookings of which they speak a language."""
    of = {language: 0 for pool in pools for language in pool.languages}
    for at, pool in enumerate(pools):
        for language in pool.languages:
            of[language] |= 1 << at
    found = []
    for person in people:
        reach = 0
        for language in person.languages:
            reach |= of.get(language, 0)
        found.append(reach)
    return found


def _tongues(people: Sequence[Person], languages: dict[str, int]) -> list[int]:
    found = []
    for person in people:
        tongues = 0
        for language in person.languages:
            tongues |= 1 << languages[language]
        found.append(tongues)
    return found


def _neighbours(pairs: Iterable[tuple[str, str]], number: dict[str, int]) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in number]
    for one, other in pairs:
        found[number[one]].add(number[other])
        found[number[other]].add(number[one])
    return found


def _unbooked(pools: tuple[Interpretation, ...], locked: tuple[Connection, ...]) -> tuple[Interpretation, ...]:
    used = Counter(pair(*c.interpretation) for c in locked if c.interpretation)
    return tuple(replace(pool, bookings=pool.bookings - used[pair(*pool.languages)]) for pool in pools)
