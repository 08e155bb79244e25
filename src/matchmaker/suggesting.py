"""Suggestions for one person: the best to learn from and to share with, spread so that no one is everybody's first.

The index is prepared once for a round (seconds for ten thousand people) and follows people as they change
(milliseconds). Limits and worth are those of a plan; among the possible, whoever would be the first choice of many
stands back (see `spreading`). What comes out depends on the round and on what has changed since, never on who asked.
An index that followed changes and one built anew keep the same limits; how far people stand back may differ a little.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from matchmaker import hours, limits, value
from matchmaker.finishing import best_language
from matchmaker.near import spreading
from matchmaker.near.roster import LEARN, SHARE, Pairs, Roster
from matchmaker.near.spreading import List
from matchmaker.register import Register
from matchmaker.shapes import Connection, Pair, Person, Reason, Round, pair


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two who may meet on a topic: why, in which language or by which booking, and the starts they have in common.

    `value` is what the connection would be worth in a plan: for ordering only, never to be shown of a person.
    """

    sharer: str
    learner: str
    topic: str
    language: str | None
    interpretation: Pair | None
    value: int
    reasons: tuple[Reason, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True)
class Index:
    """A round opened for suggestions. Give limits as what is left of them this month; locked connections are not
    looked at. Asking changes nothing; hold a lock while it follows a change."""

    roster: Roster
    lists: tuple[List, List]

    @classmethod
    def of(cls, round_: Round) -> "Index":
        """Open a round."""
        roster = Roster(round_)
        return cls(roster, spreading.lists(roster))

    def changed(self, person: Person) -> None:
        """Follow one person who has changed or joined."""
        at = self.roster.put(person)
        for one in self.lists:
            one.follow(at)

    def left(self, name: str) -> None:
        """Follow one person who has left: only the id stays, and whom they have met."""
        self.changed(Person(name, None, (), 0, learn_limit=0, share_limit=0))

    def have_met(self, one: str, other: str) -> None:
        """These two have met: neither is suggested to the other again."""
        self._know(self.roster.met, one, other, known=True)

    def keep_apart(self, one: str, other: str, *, apart: bool = True) -> None:
        """These two must not meet, from now on; or may again."""
        self._know(self.roster.never, one, other, known=apart)

    def _know(self, held: list[set[int]], one: str, other: str, *, known: bool) -> None:
        two = self.roster.row[one], self.roster.row[other]
        for me, them in (two, two[::-1]):
            (held[me].add if known else held[me].discard)(them)
        for one_list in self.lists:
            for me in two:
                one_list.choose_anew(me)

    def book(self, languages: Pair, left: int) -> None:
        """So many bookings of this pair are left; with none, nobody is suggested by it."""
        pools = self.roster.pools
        pools[pair(*languages)] = replace(pools[pair(*languages)], bookings=left)
        self.roster.rewrite("reach")

    @contextmanager
    def knowing(self, person: Person) -> Iterator[None]:
        """Meanwhile somebody known already stands here as they know themselves, to be asked for. It changes no other's
        load; hold the lock."""
        before = self.roster.people[self.roster.row[person.id]]
        self.roster.put(person)
        try:
            yield
        finally:
            self.roster.put(before)

    def to_learn_from(self, name: str, k: int) -> list[Suggestion]:
        """The k best people to learn from, each once."""
        return self._best(self.roster.row[name], LEARN, k)

    def to_share_with(self, name: str, k: int) -> list[Suggestion]:
        """The k best people to share with, each once."""
        return self._best(self.roster.row[name], SHARE, k)

    def _best(self, at: int, side: int, k: int) -> list[Suggestion]:
        pairs = self.roster.partners(at, side)
        asked, worth = pairs.asked(side).tolist(), pairs.worth.tolist()
        best: dict[int, int] = {}
        for pair_at, other in enumerate(asked):
            if other not in best or worth[pair_at] > worth[best[other]]:
                best[other] = pair_at
        return [self._told(pairs, best[other]) for other in self.lists[side].of(at, pairs)[:k]]

    def _told(self, pairs: Pairs, at: int) -> Suggestion:
        roster, topic = self.roster, int(pairs.topics[at])
        two = roster.people[pairs.sharers[at]], roster.people[pairs.learners[at]]
        pools = tuple(pool for pool in roster.pools.values() if pool.bookings)
        register = Register.of(Round(two, roster.weeks, interpretation=pools, policy=roster.policy))
        sharer, learner = (register.number[one.id] for one in two)
        common = limits.common_tongues(register, (sharer, learner))
        reach = limits.common_reach(register, (sharer, learner))
        language = best_language(register, (sharer, learner)) if common else None
        booking = None if common else register.pools[(reach & -reach).bit_length() - 1].languages
        slots = hours.half_hours(register.slots(limits.common_starts(register, (sharer, learner))))
        seen = Connection(two[0].id, (two[1].id,), roster.topic_of(topic), language, booking, 0, slots[0])
        reasons = value.reasons(register, seen, len(slots))
        worth = sum(one.value or 0 for one in reasons)
        return Suggestion(two[0].id, two[1].id, seen.topic, language, booking, worth, reasons, tuple(slots))


def suggest(round_: Round | Index, name: str, k: int) -> tuple[list[Suggestion], list[Suggestion]]:
    """The k best people to learn from and the k best to share with, from a round or its prepared index."""
    index = round_ if isinstance(round_, Index) else Index.of(round_)
    return index.to_learn_from(name, k), index.to_share_with(name, k)
