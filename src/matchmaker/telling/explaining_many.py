"""The limits that stop wishes, looked up topic by topic: all who want it against all who share it at once."""

from collections.abc import Iterator, Sequence

import numpy as np

from matchmaker import hours
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
        levels = np.array([offer.level for _, offer in held]), np.array([wish.level for _, wish in wishes])
        remain = np.ones((len(learners), len(sharers)), bool)
        last, first = np.zeros(len(learners), np.int64), np.zeros(len(learners), np.int64)
        for stopped in self._stopped(learners, sharers, *levels):
            remain[stopped] = False
            some = remain.any(axis=1)
            last += some
            first[some] = remain[some].argmax(axis=1)
        room = (remain & self.room[sharers]).any(axis=1)
        return list(zip(last.tolist(), sharers[first].tolist(), room.tolist(), strict=True))

    def _stopped(
        self, learners: np.ndarray, sharers: np.ndarray, levels: np.ndarray, sought: np.ndarray
    ) -> Iterator[np.ndarray | tuple[list[int], list[int]]]:
        """Whom each of `limits.STEPS` stops, in that order, whatever the others say."""
        place = {sharer: column for column, sharer in enumerate(sharers.tolist())}
        group = self.group[learners][:, None]
        yield (group >= 0) & (group == self.group[sharers])
        yield _known(self.register.met, learners, place)
        yield levels < sought[:, None] - 1
        yield _known(self.register.never, learners, place)
        yield ~_in_common(self.channels, learners, sharers)
        yield ~_in_common(self.starts, learners, sharers)


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
