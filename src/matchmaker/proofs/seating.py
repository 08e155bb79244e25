"""The best group at a sharer: who wants the topic, the one who adds most first, and how they may sit together."""

from collections.abc import Iterator, Sequence
from heapq import merge
from operator import itemgetter

import numpy as np

from matchmaker.proofs.people import People, Row, columns, touching
from matchmaker.shapes import Person

Seated = tuple[tuple[int, int], ...]  # for each learner what they add, and their place in the queue
NOBODY: frozenset[int] = frozenset()
Group = tuple[int, int, Seated]  # what it is worth before the cost of its size, its channel, its learners


class Costs:
    """What a group costs by its size, and what it costs by the language or interpreter it talks through."""

    def __init__(self, sizes: Sequence[int], channels: Sequence[int]) -> None:
        self.sizes, self.channels = sizes, channels

    def ahead(self, more: int) -> tuple[int, int, int]:
        """The most that groups of none, one and two still gain when nobody to come adds more than this."""
        alone, two, three = self.sizes
        third = more - three
        second = more + max(third, -two)
        return more + max(second, -alone), second, third


class Queue:
    """The learners of a topic at one level; who cannot add anything is not in it.

    They come with what they add where they give nothing back; `bonus` is what it adds if they do.
    """

    def __init__(self, people: People, learners: list[tuple[int, Person]], bonus: int, costs: Costs) -> None:
        queue = sorted((one for one in learners if one[0] + bonus > 0), key=lambda one: -one[0])
        names = [person.id for _, person in queue]
        self.people, self.bonus, self.costs = people, bonus, costs
        self.more = [more for more, _ in queue]
        self.row = Row(people, names)
        self.gives = columns([people.gives[name] for name in names])
        self.starts = [people.starts[name] for name in names]
        self.channels = [people.channels[name] for name in names]
        self.foes = {at: frozenset(self.row.places(people.never[n])) for at, n in enumerate(names) if n in people.never}

    def best(self, sharer: Person, least: int) -> int:
        """The most any group is worth at this sharer beyond its prices; `least` if none is worth more than that.

        Whoever can talk in one channel and come at one start may sit together, but for people who must never meet.
        So learners come in the order of what they add, and join each group wherever its starts are theirs, too.
        Whoever must not meet some of a group makes another in their place. A group that could not pass the best
        even if all who join it were like the learner who comes now is done with.
        """
        if not self.more or self.costs.ahead(self.more[0] + self.bonus)[0] <= least:
            return least
        spoken, cells = self.people.channels[sharer.id], self.people.starts[sharer.id]
        groups: dict[Group, int] = {
            (-cost, channel, ()): cells for channel, cost in enumerate(self.costs.channels) if spoken >> channel & 1
        }
        for more, at in self._allowed(sharer):
            ahead = self.costs.ahead(more)
            groups = {group: starts for group, starts in groups.items() if group[0] + ahead[len(group[2])] > least}
            if not groups:
                break
            joined = self._joined(groups, more, at)
            least = max([least, *(group[0] - self.costs.sizes[len(group[2]) - 1] for group in joined)])
            groups |= {group: starts for group, starts in joined.items() if len(group[2]) < 3}
        return least

    def _joined(self, groups: dict[Group, int], more: int, at: int) -> dict[Group, int]:
        """The groups that this learner makes with those there; where they join a group it is that group no more."""
        joined: dict[Group, int] = {}
        for group, starts in list(groups.items()):
            worth, channel, seated = group
            common = starts & self.starts[at] if self.channels[at] >> channel & 1 else 0
            if not common:
                continue
            if foes := self.foes.get(at, NOBODY).intersection(place for _, place in seated):
                seated = tuple(one for one in seated if one[1] not in foes)
                worth = -self.costs.channels[channel] + sum(one for one, _ in seated)
            elif common == starts:
                del groups[group]
            else:
                groups[group] = starts ^ common
            new = (worth + more, channel, (*seated, (more, at)))
            joined[new] = joined.get(new, 0) | common
        return joined

    def _allowed(self, sharer: Person) -> Iterator[tuple[int, int]]:
        """Everybody who may learn from this sharer: what they add there and their place, the most first."""
        fits = self.row.of_another_group(sharer.id) & self.row.can_talk(sharer.id) & self.row.can_come(sharer.id)
        met, never = (pairs.get(sharer.id, set()) for pairs in (self.people.met, self.people.never))
        fits &= self.row.all_but({sharer.id} | met | never)
        returns = fits & touching(self.gives, self.people.wants[sharer.id])
        plain = ((self.more[at], at) for at in np.flatnonzero(fits & ~returns).tolist())
        both = ((self.more[at] + self.bonus, at) for at in np.flatnonzero(returns).tolist())
        return merge(plain, both, key=itemgetter(0), reverse=True)
