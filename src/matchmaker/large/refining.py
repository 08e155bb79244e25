"""Makes a plan better for as long as the time lasts and something comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.effort import Effort
from matchmaker.large.choosing import Dive, best_choice, dived
from matchmaker.large.polishing import Part, Polisher

MARGIN, NODES = 20.0, 400
STOPPING, OF_LIMIT = 0.1, 0.02
TURNS, IDLE = 550, 2
HALF = 0.5
SHARES = (HALF, 0.65, 0.8, 0.65, 0.8)
QUICK = (Dive(5, 400), Dive(20, 400), Dive(5, 800), Dive(20, 800))  # most of what can be had, in seconds
FEW = (*QUICK, Dive(5, 800), Dive(20, 1_500), Dive(5, 1_500), Dive(10, 2_500), Dive(5, 4_000))
MANY = (Dive(5, 800),)
Task = tuple[np.ndarray, Dive]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much work a round of a size is given: passes of pricing, sweeps of building, and parts of how many."""

    passes: int
    lots: int
    sweeps: int
    sharers: int
    groups: int
    dives: tuple[Dive, ...]
    whole: bool = False
    widened: int = 0


def scale_of(sharers: int) -> Scale:
    """The work for so many sharers; `whole` where one part can hold them all."""
    if sharers < 1_500:
        return Scale(150, 16, 6, sharers, 30_000, FEW, whole=True)
    if sharers < 20_000:
        return Scale(160, 32, 6, 350, 15_000, MANY)
    return Scale(120, 256, 1, 350, 20_000, MANY, widened=3)


class Refining:
    """Part after part of a plan is chosen anew, and now and then the best of all that was ever chosen."""

    def __init__(self, polisher: Polisher, scale: Scale, effort: Effort, threads: int, bound: int) -> None:
        self.polisher, self.scale, self.effort, self.threads = polisher, scale, effort, threads
        self.bound = bound
        self.every, self.chance = polisher.market.every, polisher.chance
        self.spare = max(STOPPING, OF_LIMIT * effort.seconds)  # what the last parts may take too long
        self.turns = max(1, int(effort.seconds * TURNS * threads / len(self.every)))

    def left(self) -> float:
        """Seconds that remain for refining."""
        return self.effort.left() - self.spare

    def run(self) -> None:
        """Go on until the turns or the time are used up, or turn after turn brings nothing.

        A round small enough is chosen at once first, then by halves, then by larger parts, where halves bring nothing.
        """
        shares, idle = list(SHARES) if self.scale.whole else [HALF], 0
        if self.scale.whole:
            self._best_of([self.every] * self.threads, 0)
        for turn in range(self.turns):
            before = self.polisher.value
            self.effort.tell("polishing", turn / self.turns, before, self.bound)
            self._turn(turn, shares[0])
            if self.scale.whole and turn % 2:
                self._together()
            if self.left() <= 0:
                return
            idle = 0 if self.polisher.value > before else idle + 1
            if idle == IDLE:
                shares, idle = shares[1:], 0
            if not shares:
                return

    def _turn(self, turn: int, share: float) -> None:
        if share > HALF:
            size = int(share * len(self.every))
            lots = [self.chance.choice(self.every, size, replace=False) for _ in range(self.threads)]
            self._best_of(lots, turn)
            return
        lots = self._lots()
        step = -(-len(lots) // self.threads)  # those chosen for at once have few topics in common
        for at in range(step):
            if self.left() <= 0:
                return
            self._apart(lots[at::step], turn + at)

    def _lots(self) -> list[np.ndarray]:
        """All sharers in parts, and in each those who share the same topics, which stand in a random order."""
        p, size = self.polisher.market.p, min(self.scale.sharers, max(120, len(self.every) // 2))
        rank = self.chance.permutation(int(p.offer_topic.max()) + 1)
        first = np.minimum.reduceat(rank[p.offer_topic], p.sharer_start[:-1])
        by_topic = np.lexsort((self.chance.permutation(len(first)), first))
        return np.array_split(self.every[by_topic], max(1, round(len(self.every) / size)))

    def _apart(self, lots: Sequence[np.ndarray], turn: int) -> None:
        """Choose for these sets of sharers at once; what two of them took, the first keeps."""
        dive = self.scale.dives[turn % len(self.scale.dives)]
        for part, found in self._found([(lot, dive) for lot in lots]):
            self.polisher.keep(part, found)

    def _best_of(self, lots: Sequence[np.ndarray], turn: int) -> None:
        """Choose for each of these sets of sharers, which overlap, and keep the best."""
        dives = self.scale.dives
        found = self._found([(lot, dives[(turn + at) % len(dives)]) for at, lot in enumerate(lots)])
        self.polisher.keep(*max(found, key=lambda pair: pair[0].gain(pair[1])))

    def _found(self, tasks: Sequence[Task]) -> list[tuple[Part, np.ndarray]]:
        def chosen(task: Task) -> tuple[Part, np.ndarray]:
            sharers, dive = task
            part = self.polisher.part(np.sort(sharers), self.scale.groups, MARGIN)
            return part, dived(part.choices, part.guess, dive, self.left)

        found = list(self.polisher.market.workers.map(chosen, tasks))
        if self.scale.whole:
            for part, one in found:
                self.polisher.remember(part, one)
        return found

    def _together(self) -> None:
        """Choose among all groups that were ever chosen."""
        part = self.polisher.together()
        self.polisher.keep(part, best_choice(part.choices, part.held, NODES, self.left())[0])
