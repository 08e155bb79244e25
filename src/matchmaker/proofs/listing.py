"""Every connection that a round allows, one by one: for small rounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_

from matchmaker.checking import DAYS, Book, worth
from matchmaker.proofs.people import People
from matchmaker.shapes import Offer, Pair, Person, pair


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone who may learn at an offer: their points, when and in what they and the sharer can talk."""

    id: str
    points: int
    starts: int
    channels: int


@dataclass(frozen=True, slots=True)
class Group:
    """An allowed connection but for its time and what it is held in; its points are before any booking."""

    sharer: str
    topic: str
    learners: tuple[str, ...]
    points: int
    starts: int
    channels: int


class Listing:
    """The allowed groups of a round."""

    def __init__(self, book: Book) -> None:
        self.book, self.people = book, People(book)
        self.wishers: dict[str, list[Person]] = {}
        for person in book.round.people:
            for wish in person.learn if person.learn_limit else ():
                self.wishers.setdefault(wish.topic, []).append(person)

    def groups(self) -> Iterator[Group]:
        """Every allowed set of learners at every offer."""
        for sharer in self.book.round.people:
            for offer in sharer.share if sharer.share_limit else ():
                found = [self._learner(sharer, offer, one) for one in self.wishers.get(offer.topic, ())]
                learners = [one for one in found if one is not None]
                for size in (1, 2, 3):
                    for together in combinations(learners, size):
                        yield from self._group(sharer, offer, together)

    def times(self, group: Group) -> list[int]:
        """All starts of the round that the group has in common."""
        held = [at for at in range(DAYS * self.people.weeks) if group.starts >> at & 1]
        alike = self.book.round.weeks // self.people.weeks
        return [DAYS * week + at for week in range(alike) for at in held]

    def ways(self, group: Group) -> list[Pair | None]:
        """What the group can be held in: None for a common language, and each interpretation all of it reaches."""
        tongues, booked = group.channels & (1 << self.people.languages) - 1, group.channels >> self.people.languages
        pools = [pool for at, pool in enumerate(self.people.pools) if booked >> at & 1]
        return [*([None] if tongues else []), *pools]

    def _learner(self, sharer: Person, offer: Offer, learner: Person) -> Learner | None:
        two, people = pair(sharer.id, learner.id), self.people
        level = next(wish.level for wish in learner.learn if wish.topic == offer.topic)
        if two in self.book.round.met or two in self.book.round.never or offer.level < level - 1:
            return None
        if sharer.id == learner.id or (sharer.group is not None and sharer.group == learner.group):
            return None
        points = sum(worth(self.book, sharer, learner, offer.topic).values())
        starts = people.starts[sharer.id] & people.starts[learner.id]
        return Learner(learner.id, points, starts, people.channels[sharer.id] & people.channels[learner.id])

    def _group(self, sharer: Person, offer: Offer, learners: tuple[Learner, ...]) -> Iterator[Group]:
        starts = reduce(and_, (one.starts for one in learners))
        channels = reduce(and_, (one.channels for one in learners))
        apart = any(pair(one.id, two.id) in self.book.round.never for one, two in combinations(learners, 2))
        if starts and channels and not apart:
            cost = self.book.round.policy.group_cost[len(learners) - 1]
            points = sum(one.points for one in learners) - cost
            yield Group(sharer.id, offer.topic, tuple(one.id for one in learners), points, starts, channels)
