"""The average of prices on their way: they swing about the best ones, and their average is nearer than the last."""

import numpy as np

Tariff = tuple[np.ndarray, np.ndarray, np.ndarray]
SETTLED = 0.87


class Average:
    """The average of the prices after each small step; steps go from the first to the last in equal ratios."""

    def __init__(self, first: float, last: float) -> None:
        self.small = first * (last / first) ** SETTLED
        self.count = 0
        self.sums: list[np.ndarray] = []

    def take(self, step: float, now: Tariff) -> None:
        """Count in the prices after a step, if it is small enough."""
        if step > self.small:
            return
        if not self.count:
            self.sums = [np.zeros_like(held) for held in now]
        self.count += 1
        for held, one in zip(self.sums, now, strict=True):
            held += one

    def of(self, now: Tariff) -> Tariff:
        """The average so far; the prices as they are now where no step was small."""
        if not self.count:
            return now
        learners, wishes, pools = (held / self.count for held in self.sums)
        return learners, wishes, pools
