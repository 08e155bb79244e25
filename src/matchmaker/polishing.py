"""Makes a plan better part by part: the sessions of some neighbouring sharers are chosen anew, exactly."""

import highspy
import numpy as np

from matchmaker.pooling import Pool

NODES = 60
SURE = 0.5


class Polisher:
    """A choice among a pool's groups that gets better part by part."""

    def __init__(self, pool: Pool, held: np.ndarray, seed: int) -> None:
        self.pool, self.chance = pool, np.random.default_rng([seed, 11])
        self.places = np.diff(pool.first_slot)
        self.chosen = np.zeros(len(pool.worth), bool)
        self.chosen[held] = True
        self.sharer = pool.uses[:, 0]
        order = np.argsort(self.sharer, kind="stable")
        self.by_sharer = np.split(order, np.cumsum(np.bincount(self.sharer))[:-1]) if len(order) else []
        flat, columns = pool.uses.ravel(), np.repeat(np.arange(len(pool.uses)), pool.uses.shape[1])
        used = np.flatnonzero(flat >= 0)
        by_limit = used[np.argsort(flat[used], kind="stable")]
        self.columns = columns[by_limit]
        self.first = np.searchsorted(flat[by_limit], np.arange(len(self.places) + 1))

    @property
    def value(self) -> float:
        """What the choice is worth."""
        return float(self.pool.worth[self.chosen].sum())

    def neighbours(self, most: int) -> np.ndarray:
        """A random sharer and those who compete with them for the same learners, nearest first."""
        found = [int(self.chance.integers(len(self.by_sharer)))]
        seen, at = set(found), 0
        while at < len(found) and len(found) < most:
            limits = np.unique(self.pool.uses[self.by_sharer[found[at]], 1:])
            near = [self.columns[self.first[one] : self.first[one + 1]] for one in limits if one >= 0]
            rivals, counts = np.unique(self.sharer[np.concatenate(near)], return_counts=True) if near else ((), ())
            for rival in np.array(rivals)[np.argsort(-np.array(counts), kind="stable")][:12].tolist():
                if rival not in seen:
                    seen.add(rival)
                    found.append(rival)
            at += 1
        return np.array(sorted(found[:most]))

    def renew(self, sharers: np.ndarray, seconds: float) -> bool:
        """Choose these sharers' groups anew, exactly if the search ends; whether it did better."""
        free = np.concatenate([self.by_sharer[one] for one in sharers])
        kept = self.chosen.copy()
        kept[free] = False
        uses = self.pool.uses[kept]
        left = self.places - np.bincount(uses[uses >= 0], minlength=len(self.places))
        own = self.pool.uses[free]
        fits = (np.where(own >= 0, left[own], 1) > 0).all(axis=1)
        free, own = free[fits], own[fits]
        before = self.pool.worth[free][self.chosen[free]].sum()
        found = best_choice(self.pool.worth[free], own, left, self.chosen[free], seconds)
        if found is None or self.pool.worth[free][found].sum() < before + SURE:
            return False
        self.chosen[free] = found
        return True


def _model(worth: np.ndarray, uses: np.ndarray, left: np.ndarray) -> tuple[highspy.HighsLp, np.ndarray]:
    """The choice among these groups within the places left, and the limits that are its rows."""
    limits, rows = np.unique(uses[uses >= 0], return_inverse=True)
    columns, model = np.repeat(np.arange(len(uses)), (uses >= 0).sum(axis=1)), highspy.HighsLp()
    model.num_col_, model.num_row_, model.sense_ = len(worth), len(limits), highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = worth, np.zeros(len(worth)), np.ones(len(worth))
    model.row_lower_, model.row_upper_ = np.full(len(limits), -highspy.kHighsInf), left[limits].astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.searchsorted(columns, np.arange(len(worth) + 1))
    model.a_matrix_.index_, model.a_matrix_.value_ = rows.astype(np.int32), np.ones(len(rows))
    return model, limits


def _solver(options: dict[str, bool | int | float | str]) -> highspy.Highs:
    solver = highspy.Highs()
    for name, option in ({"output_flag": False, "threads": 1, **options}).items():
        solver.setOptionValue(name, option)
    return solver


def best_choice(
    worth: np.ndarray, uses: np.ndarray, left: np.ndarray, start: np.ndarray, seconds: float
) -> np.ndarray | None:
    """The best of these groups within the places left, as far as the node limit goes."""
    model, _ = _model(worth, uses, left)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(worth)
    solver = _solver({"mip_max_nodes": NODES, "mip_rel_gap": 1e-6, "time_limit": max(0.05, seconds)})
    solver.passModel(model)
    known = highspy.HighsSolution()
    known.col_value = start.astype(float).tolist()
    solver.setSolution(known)
    solver.run()
    values = np.array(solver.getSolution().col_value)
    return values > SURE if len(values) == len(worth) else None
