"""Chooses among written-out groups: the relaxation first, then a dive along it, then exactly among what is left."""

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

SURE = 0.5
WHOLE, TOUCHED = 0.99, 1e-6


@dataclass(frozen=True)
class Choices:
    """Groups with what each is worth and the limits each uses up (-1 for none), and the places under each limit."""

    worth: np.ndarray
    uses: np.ndarray
    places: np.ndarray

    def some(self, which: np.ndarray, places: np.ndarray) -> "Choices":
        """Only these groups, within these places."""
        return Choices(self.worth[which], self.uses[which], places)

    def without(self, limit: int) -> "Choices":
        """The same groups, free of the limits from this number on."""
        return Choices(self.worth, np.where(self.uses >= limit, -1, self.uses), self.places[:limit])

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
        return np.where(self.uses >= 0, left[self.uses], 1).min(axis=1) > 0


@dataclass(frozen=True)
class Dive:
    """How far to dive: groups fixed a step, when to stop and solve exactly, and the nodes that may take."""

    step: int = 20
    rest: int = 1_500
    nodes: int = 60
    margin: float = 15.0


def solver(**options: bool | int | float | str) -> highspy.Highs:
    """HiGHS, silent and on one thread."""
    found = highspy.Highs()
    for name, option in {"output_flag": False, "threads": 1, **options}.items():
        found.setOptionValue(name, option)
    return found


def model_of(choices: Choices, whole: bool, limits: np.ndarray | None = None) -> tuple[highspy.HighsLp, np.ndarray]:
    """The choice as a model, and the limits that are its rows: those in use, where none are given."""
    uses, count = choices.uses, len(choices.worth)
    held = uses >= 0
    limits = np.unique(uses[held]) if limits is None else limits
    model = highspy.HighsLp()
    model.num_col_, model.num_row_, model.sense_ = count, len(limits), highspy.ObjSense.kMaximize
    model.col_cost_ = choices.worth.astype(float)
    model.col_lower_ = np.zeros(count)
    model.col_upper_ = np.full(count, 1.0 if whole else highspy.kHighsInf)  # prices come from limits alone
    model.row_lower_ = np.full(len(limits), -highspy.kHighsInf)
    model.row_upper_ = choices.places[limits].astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = _starts(held)
    model.a_matrix_.index_ = np.searchsorted(limits, uses[held]).astype(np.int32)
    model.a_matrix_.value_ = np.ones(int(held.sum()))
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    return model, limits


def _starts(held: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(held.sum(axis=1))]).astype(np.int32)


def added(relaxation: highspy.Highs, choices: Choices) -> None:
    """Put more groups into a solved relaxation whose rows are all limits; it goes on from where it stands."""
    held, count = choices.uses >= 0, len(choices.worth)
    worth, least, most = choices.worth.astype(float), np.zeros(count), np.full(count, highspy.kHighsInf)
    rows = choices.uses[held].astype(np.int32)
    relaxation.addCols(count, worth, least, most, len(rows), _starts(held)[:-1], rows, np.ones(len(rows)))
    for name, option in (("solver", "simplex"), ("simplex_strategy", 4)):  # what stands stays possible: primal
        relaxation.setOptionValue(name, option)


@dataclass
class Relaxed:
    """The choice taken in fractions: how much of each group, and the price of each limit."""

    solver: highspy.Highs
    shares: np.ndarray
    price: np.ndarray


def relaxed(choices: Choices, seconds: float) -> Relaxed:
    """The best choice in fractions; nothing of anything when the time did not suffice."""
    found = solver(solver="ipm", time_limit=max(0.1, seconds))
    model, limits = model_of(choices, whole=False)
    found.passModel(model)
    found.run()
    answer, price = found.getSolution(), np.zeros(len(choices.places))
    shares = np.array(answer.col_value)
    if found.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return Relaxed(found, np.zeros(len(choices.worth)), price)
    price[limits] = np.maximum(0.0, np.array(answer.row_dual))
    return Relaxed(found, shares, price)


def beyond(choices: Choices, price: np.ndarray) -> np.ndarray:
    """What each group is worth beyond the prices of its limits."""
    return choices.worth - np.where(choices.uses >= 0, price[choices.uses], 0.0).sum(axis=1)


def best_choice(choices: Choices, start: np.ndarray, nodes: int, seconds: float) -> tuple[np.ndarray, float]:
    """The best of these groups as far as the search goes, and what no choice of them can pass."""
    if not len(choices.worth):
        return start, 0.0
    found = solver(mip_max_nodes=nodes, mip_rel_gap=0.0, mip_abs_gap=SURE, time_limit=max(0.05, seconds))
    found.passModel(model_of(choices, whole=True)[0])
    if start.any():
        known = highspy.HighsSolution()
        known.col_value = start.astype(float).tolist()
        found.setSolution(known)
    found.run()
    values = np.array(found.getSolution().col_value)
    if len(values) != len(start) or found.getInfo().primal_solution_status != 2:
        return start, np.inf
    return values > SURE, found.getInfo().mip_dual_bound


def dived(choices: Choices, plan: Dive, left: Callable[[], float]) -> np.ndarray:
    """A good choice: fix what the relaxation takes whole, relax again, and choose exactly among the last groups.

    `left` says how many seconds remain; when there are none, nothing is chosen.
    """
    at = relaxed(choices, left())
    more = beyond(choices, at.price)
    far = np.flatnonzero(more < -plan.margin).astype(np.int32)
    at.solver.deleteCols(len(far), far)
    near = np.flatnonzero(more >= -plan.margin)
    fixed = near[_fixed(choices.some(near, choices.places), at.solver, at.shares[near], plan, left)]
    free = choices.places - choices.used(fixed)
    rest = np.flatnonzero(choices.fitting(free) & (more >= -2 * plan.margin))
    chosen = np.zeros(len(choices.worth), bool)
    chosen[fixed] = True
    nothing = np.zeros(len(rest), bool)
    chosen[rest[best_choice(choices.some(rest, free), nothing, plan.nodes, left())[0]]] = True
    return chosen


def _fixed(
    choices: Choices, relaxation: highspy.Highs, shares: np.ndarray, plan: Dive, left: Callable[[], float]
) -> np.ndarray:
    """The groups fixed on the way down from these shares."""
    for name, option in (("solver", "simplex"), ("simplex_strategy", 1), ("presolve", "off")):
        relaxation.setOptionValue(name, option)
    free, alive, fixed = choices.places.copy(), np.ones(len(shares), bool), []
    while alive.sum() > plan.rest and left() > 0:
        taken = _whole_of(choices, np.where(alive, shares, 0.0), free, plan.step)
        if not len(taken):
            break
        fixed.append(taken)
        free -= choices.used(taken)
        alive[taken] = False
        gone = np.flatnonzero(alive & ~choices.fitting(free)).astype(np.int32)
        alive[gone] = False
        relaxation.changeColsBounds(len(taken), taken, np.ones(len(taken)), np.ones(len(taken)))
        relaxation.changeColsBounds(len(gone), gone, np.zeros(len(gone)), np.zeros(len(gone)))
        relaxation.setOptionValue("time_limit", relaxation.getRunTime() + max(0.1, left()))
        relaxation.run()
        shares = np.array(relaxation.getSolution().col_value)
    return np.concatenate(fixed) if fixed else np.empty(0, np.int32)


def _whole_of(choices: Choices, shares: np.ndarray, left: np.ndarray, step: int) -> np.ndarray:
    """The groups to fix next: all that are whole, and the largest shares up to the step; none in each other's way."""
    best_first = np.argsort(-shares, kind="stable")
    whole = int((shares >= WHOLE).sum())
    some = int((shares >= TOUCHED).sum())
    return choices.in_turn(best_first[: min(some, max(whole, step))], left)
