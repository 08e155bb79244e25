"""Takes a choice among groups in fractions: the relaxation, which no choice of whole groups can pass."""

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from matchmaker.large.choices import Choices

FEW, FIRST, MORE = 10_000, 3_000, 2_000
SLACK = 1e-6


def solver(**options: bool | int | float | str) -> highspy.Highs:
    """HiGHS, silent and on one thread."""
    found = highspy.Highs()
    for name, option in {"output_flag": False, "threads": 1, **options}.items():
        found.setOptionValue(name, option)
    return found


def model_of(choices: Choices, whole: bool) -> highspy.HighsLp:
    """The choice as a model: a column for each group, a row for each limit."""
    held, count = choices.uses >= 0, len(choices.worth)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_, model.sense_ = count, len(choices.places), highspy.ObjSense.kMaximize
    model.col_cost_ = choices.worth.astype(float)
    model.col_lower_ = np.zeros(count)
    model.col_upper_ = np.full(count, 1.0 if whole else highspy.kHighsInf)  # prices come from limits alone
    model.row_lower_ = np.full(len(choices.places), -highspy.kHighsInf)
    model.row_upper_ = choices.places.astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = _starts(held)
    model.a_matrix_.index_ = choices.uses[held].astype(np.int32)
    model.a_matrix_.value_ = np.ones(int(held.sum()))
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    return model


def _starts(held: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(held.sum(axis=1))]).astype(np.int32)


def added(relaxation: highspy.Highs, choices: Choices) -> None:
    """Put more groups, of the same limits, into a solved relaxation; it goes on from where it stands."""
    held, count = choices.uses >= 0, len(choices.worth)
    worth, least, most = choices.worth.astype(float), np.zeros(count), np.full(count, highspy.kHighsInf)
    rows = choices.uses[held].astype(np.int32)
    relaxation.addCols(count, worth, least, most, len(rows), _starts(held)[:-1], rows, np.ones(len(rows)))
    for name, option in (("solver", "simplex"), ("simplex_strategy", 4)):  # what stands stays possible: primal
        relaxation.setOptionValue(name, option)


@dataclass
class Relaxed:
    """A choice taken in fractions: the groups that the solver holds, how much it takes of each, and what limits cost.

    No group that it does not hold is worth more than its limits cost.
    """

    choices: Choices
    solver: highspy.Highs
    groups: np.ndarray
    shares: np.ndarray
    price: np.ndarray

    @property
    def worth(self) -> float:
        """What it takes is worth."""
        return float(self.choices.worth[self.groups] @ self.shares)

    def hold(self, which: np.ndarray) -> None:
        """Hold these groups (a mask) and no others; of those let go nothing may be taken."""
        gone, new = ~which[self.groups], which.copy()
        new[self.groups] = False
        self.solver.deleteCols(int(gone.sum()), np.flatnonzero(gone).astype(np.int32))
        added(self.solver, self.choices.some(new))
        self.groups = np.concatenate([self.groups[~gone], np.flatnonzero(new)])
        self.shares = np.concatenate([self.shares[~gone], np.zeros(int(new.sum()))])


def relaxed(choices: Choices, guess: np.ndarray, left: Callable[[], float]) -> Relaxed:
    """The best choice in fractions; nothing of anything where the time did not suffice.

    Of many groups those are looked at first that are worth most beyond a guess at the prices of their limits, then
    those that its own prices missed, until they miss none. `left` says how many seconds remain.
    """
    near, limits = choices.compact()
    first = np.arange(len(near.worth))
    if len(first) > FEW:
        first = np.sort(np.argsort(-near.beyond(guess[limits]), kind="stable")[:FIRST])
    found = solver(solver="ipm")
    found.passModel(model_of(near.some(first), whole=False))
    groups, price = first, np.zeros(len(limits))
    while _solved(found, left):
        price = np.maximum(0.0, np.array(found.getSolution().row_dual))
        missed = _missed(near.beyond(price), groups)
        if not len(missed):
            return Relaxed(near, found, groups, np.array(found.getSolution().col_value), price)
        added(found, near.some(missed))
        groups = np.concatenate([groups, missed])
    return Relaxed(near, found, groups, np.zeros(len(groups)), np.zeros(len(limits)))


def _solved(relaxation: highspy.Highs, left: Callable[[], float]) -> bool:
    """Whether it could be solved in the time."""
    relaxation.setOptionValue("time_limit", relaxation.getRunTime() + max(0.1, left()))
    relaxation.run()
    return bool(relaxation.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _missed(more: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Those groups worth most beyond their price that are not among these."""
    more[groups] = 0.0
    best_first = np.argsort(-more, kind="stable")[:MORE]
    return best_first[more[best_first] > SLACK]
