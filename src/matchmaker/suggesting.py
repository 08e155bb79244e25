"""Suggestions for one person: the best to learn from and to share with, spread so that no one is everybody's first.

The index is prepared once for a round and follows people as they change. Whoever has been suggested often stands
back a little for the next person; the limits and the worth are those of the plan.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from matchmaker import hours, limits, value
from matchmaker.register import Register
from matchmaker.shapes import Connection, Offer, Person, Reason, Round, Wish

STAND_BACK = 25


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two who may meet on a topic: what it is worth, why, and the starts they have in common."""

    sharer: str
    learner: str
    topic: str
    value: int
    reasons: tuple[Reason, ...]
    slots: tuple[int, ...]


@dataclass
class Index:
    """A round opened for suggestions; remembers how often each person has been put first."""

    register: Register
    load: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, round_: Round) -> "Index":
        """Open a round."""
        return cls(Register.of(round_))

    def changed(self, person: Person) -> None:
        """Follow one person who has changed, joined, or (with limits of 0) stepped back."""
        people = {one.id: one for one in self.register.people} | {person.id: person}
        load = {self.register.people[at].id: count for at, count in self.load.items()}
        round_ = replace(self.register.round, people=tuple(people[name] for name in sorted(people)))
        self.register = Register.of(round_)
        self.load = Counter({self.register.number[name]: count for name, count in load.items()})

    def to_learn_from(self, person: str, k: int) -> list[Suggestion]:
        """The k best people to learn from, each once."""
        at = self.register.number[person]
        me = self.register.people[at]
        found = [
            (sharer, at, offer, wish)
            for wish in (me.learn if me.learn_limit else ())
            for sharer, offer in self.register.sharers.get(wish.topic, ())
            if limits.obstacle(self.register, sharer, offer, at, wish) is None
        ]
        return self._best(found, k, by=0)

    def to_share_with(self, person: str, k: int) -> list[Suggestion]:
        """The k best people to share with, each once."""
        at = self.register.number[person]
        me = self.register.people[at]
        found = [
            (at, learner, offer, wish)
            for offer in (me.share if me.share_limit else ())
            for learner, wish in self.register.wishers.get(offer.topic, ())
            if limits.obstacle(self.register, at, offer, learner, wish) is None
        ]
        return self._best(found, k, by=1)

    def _best(self, found: Iterable[tuple[int, int, Offer, Wish]], k: int, by: int) -> list[Suggestion]:
        scored = []
        for sharer, learner, offer, wish in found:
            room = max(1, self.register.people[sharer].share_limit)
            back = STAND_BACK * self.load[(sharer, learner)[by]] // (room if by == 0 else 1)
            worth = value.gain(self.register, sharer, offer.level, learner, wish) - self._fee(sharer, learner)
            scored.append((back - worth, (sharer, learner)[by], sharer, learner, offer.topic))
        scored.sort()
        chosen: dict[int, Suggestion] = {}
        for _, other, sharer, learner, topic in scored:
            if other not in chosen:
                chosen[other] = self._told(sharer, learner, topic)
                if len(chosen) == k:
                    break
        for other in list(chosen)[:1]:
            self.load[other] += 1
        return list(chosen.values())

    def _fee(self, sharer: int, learner: int) -> int:
        shared = self.register.tongues[sharer] & self.register.tongues[learner]
        return value.cost(self.register.round.policy, 1, interpreted=not shared)

    def _told(self, sharer: int, learner: int, topic: str) -> Suggestion:
        register = self.register
        people = [register.people[sharer], register.people[learner]]
        common = [one for one in people[0].languages if one in people[1].languages]
        reach = register.reach[sharer] & register.reach[learner]
        booking = None if common else register.pools[(reach & -reach).bit_length() - 1].languages
        slots = hours.half_hours(register.slots(limits.common_starts(register, (sharer, learner))))
        language = common[0] if common else None
        seen = Connection(people[0].id, (people[1].id,), topic, language, booking, 0, slots[0])
        reasons = value.reasons(register, seen, len(slots))
        worth = sum(one.value or 0 for one in reasons)
        return Suggestion(people[0].id, people[1].id, topic, worth, reasons, tuple(slots))


def suggest(round_: Round | Index, person: str, k: int) -> tuple[list[Suggestion], list[Suggestion]]:
    """The k best people to learn from and the k best to share with, from a round or its prepared index."""
    index = round_ if isinstance(round_, Index) else Index.of(round_)
    return index.to_learn_from(person, k), index.to_share_with(person, k)
