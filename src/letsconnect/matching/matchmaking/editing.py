"""What the team may do with a proposal by hand: the matchmaker's own rules say what is allowed, and why not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from letsconnect.matching.matchmaking.planning import with_wishes_of_the_team
from matchmaker import finishing, hours, limits
from matchmaker.reading import connection_from, round_from
from matchmaker.register import Register
from matchmaker.shapes import Connection, Interpretation, Person, Round, pair
from matchmaker.telling import explaining
from matchmaker.writing import connection_value

Json = dict[str, Any]
When = tuple[int, int]  # week and slot


@dataclass(frozen=True)
class Broken:
    """A rule that stands in the way, and the public ids it concerns."""

    code: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A connection somebody has in mind. Without `when` the first time that suits all is taken."""

    sharer: str
    learners: tuple[str, ...]
    topic: str
    when: When | None = None

    @property
    def people(self) -> tuple[str, ...]:
        return (self.sharer, *self.learners)


@dataclass(frozen=True)
class Desk:
    """A round opened for editing, with the connections beside the one in hand."""

    round: Round
    others: tuple[Connection, ...]

    @classmethod
    def of(cls, input_: Json, others: Iterable[Json], apart: Iterable[list[str]] = ()) -> "Desk":
        """Open a round in the contract's form."""
        round_ = round_from(with_wishes_of_the_team(input_, (), apart))
        return cls(round_, tuple(connection_from(one, "others") for one in others))

    @cached_property
    def people(self) -> dict[str, Person]:
        return {person.id: person for person in self.round.people}

    @cached_property
    def leads(self) -> Counter[str]:
        return Counter(c.sharer for c in self.others)

    @cached_property
    def learns(self) -> Counter[str]:
        return Counter(name for c in self.others for name in c.learners)

    @cached_property
    def served(self) -> set[tuple[str, str]]:
        return {(name, c.topic) for c in self.others for name in c.learners}

    @cached_property
    def meetings(self) -> set[tuple[str, str]]:
        return {pair(c.sharer, name) for c in self.others for name in c.learners}

    @cached_property
    def bookings_left(self) -> tuple[Interpretation, ...]:
        used = Counter(pair(*c.interpretation) for c in self.others if c.interpretation)
        return tuple(
            replace(pool, bookings=max(0, pool.bookings - used[pair(*pool.languages)]))
            for pool in self.round.interpretation
        )

    def register(self, people: Iterable[str]) -> Register:
        """The round of these people alone."""
        known = set(people)
        return Register.of(
            replace(
                self.round,
                people=tuple(self.people[name] for name in sorted(known)),
                met=frozenset(two for two in self.round.met if known.issuperset(two)),
                never=frozenset(two for two in self.round.never if known.issuperset(two)),
                interpretation=self.bookings_left,
            )
        )


def fitted(desk: Desk, wanted: Wanted) -> tuple[Json | None, list[Broken]]:
    """The connection in the plan's form, in the language that suits all best; or what stands in the way."""
    broken = list(_about_people(desk, wanted)) or list(_about_topic(desk, wanted))
    if broken:
        return None, broken
    register = desk.register(wanted.people)
    numbers = [register.number[name] for name in wanted.people]
    broken = list(_between(desk, register, wanted))
    tongues, reach = limits.common_tongues(register, numbers), limits.common_reach(register, numbers)
    if not (tongues or reach):
        broken.append(Broken("no_common_language", wanted.people))
    times = times_for(desk, wanted)
    if not times:
        broken.append(Broken("no_common_hours", wanted.people))
    elif wanted.when is not None and wanted.when not in times:
        broken.append(Broken("not_free", wanted.people))
    if broken:
        return None, broken
    week, slot = wanted.when or times[0]
    language = finishing.best_language(register, numbers) if tongues else None
    booking = None if tongues else register.pools[(reach & -reach).bit_length() - 1].languages
    learners = tuple(sorted(wanted.learners))
    made = Connection(wanted.sharer, learners, wanted.topic, language, booking, week, slot)
    return connection_value(finishing.completed(register, made)), []


def times_for(desk: Desk, wanted: Wanted) -> list[When]:
    """All times of the round at which these people are free and in no other session of it, in order."""
    register = desk.register(wanted.people)
    free = register.times(limits.common_starts(register, [register.number[name] for name in wanted.people]))
    taken = [c.week * hours.WEEK + c.slot for c in desk.others if set(c.people) & set(wanted.people)]
    found = []
    while free:
        lowest = free & -free
        at = lowest.bit_length() - 1
        free ^= lowest
        if all(abs(at - other) >= hours.SESSION for other in taken):
            found.append(divmod(at, hours.WEEK))
    return found


def instead_of(desk: Desk, now: Wanted, person: str) -> list[Json]:
    """The connections that come of putting somebody else in this person's place, all of them allowed: first those
    that keep the time."""
    swapped = _swaps_of_sharer(desk, now) if person == now.sharer else _swaps_of_learner(desk, now, person)
    kept, moved = [], []
    for wanted in swapped:
        made, _broken = fitted(desk, wanted)
        if made is not None:
            kept.append(made)
            continue
        made, _broken = fitted(desk, replace(wanted, when=None))
        if made is not None:
            moved.append(made)
    return kept + moved


def left_waiting(input_: Json, connections: Sequence[Json], apart: Iterable[list[str]]) -> list[Json]:
    """Every wish these connections leave open, with its reason, in the plan's form."""
    round_ = round_from(with_wishes_of_the_team(input_, (), apart))
    found = explaining.waiting(Register.of(round_), [connection_from(one, "plan") for one in connections])
    told = [{"person": w.person, "topic": w.topic, "code": w.code, "nearest": w.nearest} for w in found]
    return [{key: value for key, value in one.items() if value is not None} for one in told]


def wanted_of(facts: Json) -> Wanted:
    """A connection in the plan's form as one has it in mind."""
    return Wanted(facts["sharer"], tuple(facts["learners"]), facts["topic"], (facts["week"], facts["slot"]))


def _swaps_of_sharer(desk: Desk, now: Wanted) -> Iterator[Wanted]:
    for one in desk.round.people:
        if one.id not in now.people and any(offer.topic == now.topic for offer in one.share):
            yield replace(now, sharer=one.id)


def _swaps_of_learner(desk: Desk, now: Wanted, person: str) -> Iterator[Wanted]:
    rest = tuple(name for name in now.learners if name != person)
    for one in desk.round.people:
        if one.id not in now.people and any(wish.topic == now.topic for wish in one.learn):
            yield replace(now, learners=(*rest, one.id))


def _about_people(desk: Desk, wanted: Wanted) -> Iterator[Broken]:
    unknown = tuple(name for name in wanted.people if name not in desk.people)
    if unknown:
        yield Broken("unknown", unknown)
    if not 1 <= len(wanted.learners) <= 3 or len(set(wanted.people)) != len(wanted.people):
        yield Broken("two_to_four")


def _about_topic(desk: Desk, wanted: Wanted) -> Iterator[Broken]:
    if all(offer.topic != wanted.topic for offer in desk.people[wanted.sharer].share):
        yield Broken("does_not_share", (wanted.sharer,))
    for name in wanted.learners:
        if all(wish.topic != wanted.topic for wish in desk.people[name].learn):
            yield Broken("does_not_want", (name,))


def _between(desk: Desk, register: Register, wanted: Wanted) -> Iterator[Broken]:
    """What the rules say of the people in it, one with another and beside the other connections."""
    sharer, numbers = desk.people[wanted.sharer], register.number
    offer = next(offer for offer in sharer.share if offer.topic == wanted.topic)
    if desk.leads[sharer.id] >= sharer.share_limit:
        yield Broken("share_limit", (sharer.id,))
    for name in wanted.learners:
        wish = next(wish for wish in desk.people[name].learn if wish.topic == wanted.topic)
        step = limits.obstacle(register, numbers[sharer.id], offer, numbers[name], wish)
        if step is not None:
            yield Broken(limits.STEPS[step], (sharer.id, name))
        if desk.learns[name] >= desk.people[name].learn_limit:
            yield Broken("learn_limit", (name,))
        if (name, wanted.topic) in desk.served:
            yield Broken("twice", (name,))
        if pair(sharer.id, name) in desk.meetings:
            yield Broken("meets_already", (sharer.id, name))
    for one in wanted.learners:
        for other in wanted.learners:
            if one < other and pair(one, other) in desk.round.never:
                yield Broken("blocked", (one, other))
