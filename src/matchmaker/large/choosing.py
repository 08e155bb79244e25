"""Chooses among written-out groups: the relaxation first, then a dive along it, then exactly among what is left."""

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from matchmaker.large.choices import Choices
from matchmaker.large.relaxing import Relaxed, model_of, relaxed, solver

SURE = 0.5
WHOLE, TOUCHED = 0.99, 1e-6


@dataclass(frozen=True)
class Dive:
    """How far to dive: groups fixed a step, when to stop and solve exactly, and the nodes that may take."""

    step: int = 20
    rest: int = 1_500
    nodes: int = 60
    margin: float = 15.0


def best_choice(choices: Choices, start: np.ndarray, nodes: int, seconds: float) -> tuple[np.ndarray, float]:
    """The best of these groups as far as the search goes, and what no choice of them can pass."""
    if not len(choices.worth):
        return start, 0.0
    found = solver(mip_max_nodes=nodes, mip_rel_gap=0.0, mip_abs_gap=SURE, time_limit=max(0.05, seconds))
    found.passModel(model_of(choices.compact()[0], whole=True))
    if start.any():
        known = highspy.HighsSolution()
        known.col_value = start.astype(float).tolist()
        found.setSolution(known)
    found.run()
    values = np.array(found.getSolution().col_value)
    if len(values) != len(start) or found.getInfo().primal_solution_status != 2:
        return start, np.inf
    return values > SURE, found.getInfo().mip_dual_bound


def dived(choices: Choices, guess: np.ndarray, plan: Dive, left: Callable[[], float]) -> np.ndarray:
    """A good choice: fix what the relaxation takes whole, relax again, and choose exactly among the last groups.

    `guess` is about what the limits cost, `left` says how many seconds remain; when there are none, nothing is chosen.
    """
    relaxation = relaxed(choices, guess, left)
    choices, more = relaxation.choices, relaxation.choices.beyond(relaxation.price)
    relaxation.hold(more >= -plan.margin)
    fixed = _fixed(relaxation, plan, left)
    free = choices.left_by(fixed)
    rest = np.flatnonzero(choices.fitting(free) & (more >= -2 * plan.margin))
    chosen = np.zeros(len(choices.worth), bool)
    chosen[fixed] = True
    nothing = np.zeros(len(rest), bool)
    chosen[rest[best_choice(choices.some(rest, free), nothing, plan.nodes, left())[0]]] = True
    return chosen


def _fixed(relaxation: Relaxed, plan: Dive, left: Callable[[], float]) -> np.ndarray:
    """The groups fixed on the way down from the relaxation."""
    choices, shares, solved = relaxation.choices.some(relaxation.groups), relaxation.shares, relaxation.solver
    for name, option in (("solver", "simplex"), ("simplex_strategy", 1), ("presolve", "off")):
        solved.setOptionValue(name, option)
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
        solved.changeColsBounds(len(taken), taken, np.ones(len(taken)), np.ones(len(taken)))
        solved.changeColsBounds(len(gone), gone, np.zeros(len(gone)), np.zeros(len(gone)))
        solved.setOptionValue("time_limit", solved.getRunTime() + max(0.1, left()))
        solved.run()
        shares = np.array(solved.getSolution().col_value)
    return relaxation.groups[np.concatenate(fixed)] if fixed else np.empty(0, np.int64)


def _whole_of(choices: Choices, shares: np.ndarray, left: np.ndarray, step: int) -> np.ndarray:
    """The groups to fix next: all that are whole, and the largest shares up to the step; none in each other's way."""
    best_first = np.argsort(-shares, kind="stable")
    whole = int((shares >= WHOLE).sum())
    some = int((shares >= TOUCHED).sum())
    return choices.in_turn(best_first[: min(some, max(whole, step))], left)
