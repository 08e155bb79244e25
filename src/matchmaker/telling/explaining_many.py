"""The limits that stop a wish, looked up for all sharers of its topic at once."""

import numpy as np

from matchmaker import hours
from matchmaker.packing import words_of
from matchmaker.register import Register
from matchmaker.shapes import Wish

KEPT = 6


class Looker:
    """The sharers of each topic as arrays."""

    def __init__(self, register: Register) -> None:
        spread = len(register.languages)
        channels = [t | r << spread for t, r in zip(register.tongues, register.reach, strict=True)]
        number: dict[str | None, int] = {None: -1}
        self.group = np.array([number.setdefault(p.group, len(number)) for p in register.people])
        self.starts = words_of(register.starts, hours.WEEK * len(register.weeks_of))
        self.channels = words_of(channels, spread + len(register.pools))
        self.topics = {}
        for topic, held in register.sharers.items():
            at = np.array([sharer for sharer, _ in held])
            levels = np.array([offer.level for _, offer in held])
            place = {sharer: row for row, (sharer, _) in enumerate(held)}
            self.topics[topic] = (at, place, levels, self.starts[at], self.channels[at], self.group[at])

    def steps(self, register: Register, at: int, wish: Wish) -> tuple[int, int, list[int]]:
        """The last step at which sharers were struck out, the first of those, and the sharers who remain."""
        if wish.topic not in self.topics:
            return -1, -1, []
        sharers, place, levels, starts, channels, groups = self.topics[wish.topic]
        step = np.full(len(sharers), KEPT)
        step[~(starts & self.starts[at]).any(axis=1)] = 5
        step[~(channels & self.channels[at]).any(axis=1)] = 4
        step[[place[one] for one in register.never[at] if one in place]] = 3
        step[levels < wish.level - 1] = 2
        step[[place[one] for one in register.met[at] if one in place]] = 1
        if self.group[at] >= 0:
            step[groups == self.group[at]] = 0
        last = int(step.max())
        those = sharers[step == last]
        return (-1, -1, those.tolist()) if last == KEPT else (last, int(those[0]), [])
