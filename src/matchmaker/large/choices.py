"""Written-out groups to choose among: what each is worth, and which limits it uses up."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Choices:
    """Groups with what each is worth and the limits each uses up (-1 for none), and the places under each limit."""

    worth: np.ndarray
    uses: np.ndarray
    places: np.ndarray

    def some(self, which: np.ndarray, places: np.ndarray | None = None) -> "Choices":
        """Only these groups, within these places where the places are others now."""
        return Choices(self.worth[which], self.uses[which], self.places if places is None else places)

    def without(self, limit: int) -> "Choices":
        """The same groups, free of the limits from this number on."""
        return Choices(self.worth, np.where(self.uses >= limit, -1, self.uses), self.places[:limit])

    def compact(self) -> tuple["Choices", np.ndarray]:
        """The same groups with only the limits that they use numbered, and the numbers these had."""
        held = self.uses >= 0
        limits = np.unique(self.uses[held])
        uses = np.where(held, np.searchsorted(limits, self.uses), -1)
        return Choices(self.worth, uses, self.places[limits]), limits

    def beyond(self, price: np.ndarray) -> np.ndarray:
        """What each group is worth beyond the prices of its limits."""
        return self.worth - np.where(self.uses >= 0, np.append(price, 0.0)[self.uses], 0.0).sum(axis=1)

    def used(self, which: np.ndarray) -> np.ndarray:
        """How many places under each limit these groups take."""
        taken = self.uses[which]
        return np.bincount(taken[taken >= 0], minlength=len(self.places))

    def left_by(self, which: np.ndarray) -> np.ndarray:
        """The places that these groups leave."""
        return self.places - self.used(which)

    def in_turn(self, order: np.ndarray, left: np.ndarray) -> np.ndarray:
        """Those of these groups that find a place under all their limits, one after the other."""
        taken, left = [], left.copy()
        for group in order:
            uses = self.uses[group]
            uses = uses[uses >= 0]
            if (left[uses] > 0).all():
                left[uses] -= 1
                taken.append(group)
        return np.array(taken, np.int32)

    def fitting(self, left: np.ndarray) -> np.ndarray:
        """Which groups still find a place under all their limits."""
        return np.where(self.uses >= 0, np.append(left, 1)[self.uses], 1).min(axis=1) > 0
