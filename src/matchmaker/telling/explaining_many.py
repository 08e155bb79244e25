"""The limits that stop wishes, looked up topic by topic: all who want it against all who share it at once."""

from collections.abc import Sequence

import numpy as np

from matchmaker import hours
from matchmaker.limits import REMAIN
from matchmaker.packing import words_of
from matchmaker.register import Register
from matchmaker.shapes import Wish

PAIRS = 1_000_000


class Looker:
    """The people of a round as arrays."""

    def __init__(self, register: Register, full: Sequence[bool]) -> None:
        spread = len(register.languages)
        channels = [t | r << spread for t, r in zip(register.tongues, register.reach, strict=True)]
        number: dict[str | None, int] = {None: -1}
        self.register = register
        self.group = np.array([number.setdefault(p.group, len(number)) for p in register.people])
        self.starts = words_of(register.starts, hours.WEEK * len(register.weeks_of))
        self.channels = words_of(channels, spread + len(register.pools))
        self.room = ~np.array(full, bool)

    def steps(self, wishes: Sequence[tuple[int, Wish]]) -> list[tuple[int, int, bool]]:
        """For each wish the last step reached, the first sharer there, and whether one who remains has room."""
        found = [(-1, -1, False)] * len(wishes)
        rows: dict[str, list[int]] = {}
        for row, (_, wish) in enumerate(wishes):
            rows.setdefault(wish.topic, []).append(row)
        for topic in rows.keys() & self.register.sharers.keys():
            most = max(1, PAIRS // len(self.register.sharers[topic]))
            for low in range(0, len(rows[topic]), most):
                block = rows[topic][low : low + most]
                for row, told in zip(block, self._told(topic, [wishes[row] for row in block]), strict=True):
                    found[row] = told
        return found

    def _told(self, topic: str, wishes: Sequence[tuple[int, Wish]]) -> list[tuple[int, int, bool]]:
        held = self.register.sharers[topic]
        sharers, learners = np.array([at for at, _ in held]), np.array([at for at, _ in wishes])
        place = {sharer: column for column, sharer in enumerate(sharers.tolist())}
        levels, sought = np.array([o.level for _, o in held]), np.array([wish.level for _, wish in wishes])
        step = np.where(_in_common(self.starts, learners, sharers), np.int8(REMAIN), np.int8(5))
        step[~_in_common(self.channels, learners, sharers)] = 4
        step[_known(self.register.never, learners, place)] = 3
        step[levels < sought[:, None] - 1] = 2
        step[_known(self.register.met, learners, place)] = 1
        group = self.group[learners][:, None]
        step[(group >= 0) & (group == self.group[sharers])] = 0
        last = step.max(axis=1)
        those = step == last[:, None]
        room = (those & self.room[sharers]).any(axis=1) & (last == REMAIN)
        return list(zip(last.tolist(), sharers[those.argmax(axis=1)].tolist(), room.tolist(), strict=True))


def _in_common(words: np.ndarray, learners: np.ndarray, sharers: np.ndarray) -> np.ndarray:
    """Whether each of the learners has a bit in common with each of the sharers."""
    found = np.zeros((len(learners), len(sharers)), bool)
    for word in words.T:
        found |= (word[learners][:, None] & word[sharers]) != 0
    return found


def _known(people: Sequence[set[int]], learners: np.ndarray, place: dict[int, int]) -> tuple[list[int], list[int]]:
    """Where in such a table the sharers stand whom each learner has among these people."""
    pairs = [(row, place[one]) for row, at in enumerate(learners.tolist()) for one in people[at] if one in place]
    return [row for row, _ in pairs], [column for _, column in pairs]
