"""The best plan of a round whose connections are all written out, with proof; it alone knows HiGHS."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, inf, isfinite

import highspy
import numpy as np

from matchmaker import hours
from matchmaker.effort import Effort
from matchmaker.exact import scheduling
from matchmaker.exact.listing import Column
from matchmaker.exact.prices import Prices, thousandths
from matchmaker.exact.scheduling import Session
from matchmaker.register import Register

Key = tuple[object, ...]
SURE = 0.5
SELDOM = 0.1
FEW = 150
DONE = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


@dataclass(slots=True)
class Proof:
    """The columns chosen, when each is held, and whether nothing better exists."""

    chosen: list[int]
    times: list[int]
    proved: bool


def keys_of(register: Register, column: Column) -> list[Key]:
    """The limits a connection uses up, one each."""
    found: list[Key] = [("sharer", column.sharer)]
    for learner in column.learners:
        found.append(("learner", learner))
        if register.may_learn[learner] > 1:
            found.append(("wish", learner, column.topic))
        found.append(("pair", min(learner, column.sharer), max(learner, column.sharer)))
    if column.pool >= 0:
        found.append(("pool", column.pool))
    return found


def room(register: Register, key: Key) -> int:
    """How much of a limit there is."""
    kind, at = key[0], key[1]
    if kind == "sharer":
        return register.may_share[at]  # type: ignore[call-overload]
    if kind == "learner":
        return register.may_learn[at]  # type: ignore[call-overload]
    return register.pools[at].bookings if kind == "pool" else 1  # type: ignore[call-overload]


class Model:
    """The columns as a model in HiGHS, to which rows are added as they are found broken."""

    def __init__(self, register: Register, columns: Sequence[Column]) -> None:
        self.register, self.columns = register, columns
        self.several = [at for at, limit in enumerate(register.may_learn) if limit > 1]
        self.scale = 1 + sum(1 for limit in register.may_learn if limit)
        self.rows: dict[Key, list[int]] = {}
        for at, column in enumerate(columns):
            for key in keys_of(register, column):
                self.rows.setdefault(key, []).append(at)
        self.rows = {key: held for key, held in self.rows.items() if self._binds(key, held)}
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.passModel(self._model())

    def _binds(self, key: Key, held: list[int]) -> bool:
        """Whether the row can bind; a pair that could meet in one way only is bound by other rows."""
        if key[0] != "pair":
            return len(held) > 1
        return len({(self.columns[at].sharer, self.columns[at].topic) for at in held}) > 1

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        first = len(self.columns)
        ties = [(at, self.rows.get(("learner", at), [])) for at in self.several]
        ties = [(at, held) for at, held in ties if held]
        entries = [(held, [1.0] * len(held), float(room(self.register, key))) for key, held in self.rows.items()]
        entries += [([*held, first + place], [-1.0] * len(held) + [1.0], 0.0) for place, (_, held) in enumerate(ties)]
        model.num_col_, model.num_row_ = first + len(ties), len(entries)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.array([float(one.value) for one in self.columns] + [0.0] * len(ties))
        model.col_lower_, model.col_upper_ = np.zeros(first + len(ties)), np.ones(first + len(ties))
        model.row_lower_ = np.full(len(entries), -highspy.kHighsInf)
        model.row_upper_ = np.array([entry[2] for entry in entries])
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0] + [len(entry[0]) for entry in entries])
        matrix.index_ = np.array([at for entry in entries for at in entry[0]], dtype=np.int32)
        matrix.value_ = np.array([weight for entry in entries for weight in entry[1]])
        return model

    def prices(self) -> Prices:
        """The prices at which the round, taken in fractions, clears."""
        self.solver.run()
        dual = self.solver.getSolution().row_dual
        found = Prices()
        for key, price in zip(self.rows, dual, strict=False):
            self._note(found, key, thousandths(abs(price)))
        return found

    def _note(self, prices: Prices, key: Key, price: int) -> None:
        match key:
            case ("learner", int(at)):
                prices.learners[at] = price
            case ("wish", int(at), str(topic)):
                prices.wishes[at, topic] = price
            case ("pool", int(at)):
                prices.pools[at] = price

    def seek_whole(self, seed: int) -> None:
        """From now on look for whole connections; among equal values, for more different learners.

        Whoever chooses a column that loses against the relaxation ends at least so much below it: those that lose most
        are left aside until the others are chosen from.
        """
        count, total = len(self.columns), self.solver.getNumCol()
        counted = {at for at in self.several if ("learner", at) in self.rows}
        costs = [one.value * self.scale + sum(i not in counted for i in one.learners) for one in self.columns]
        every = np.arange(total, dtype=np.int32)
        self.costs = np.array([float(one) for one in costs] + [1.0] * (total - count))
        self.solver.changeColsCost(total, every, self.costs)
        self.solver.run()
        self.most = self.solver.getObjectiveValue()
        self.loss = np.maximum(0.0, -np.array(self.solver.getSolution().col_dual))
        self.reach = float(np.partition(self.loss, FEW)[FEW]) if total > FEW else inf
        whole = np.array([highspy.HighsVarType.kInteger] * total)
        self.solver.changeColsIntegrality(total, every, whole)
        for name, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", SURE), ("random_seed", seed)):
            self.solver.setOptionValue(name, value)

    def heed(self, effort: Effort) -> None:
        """Report to whoever watches while it solves, ten times a second, and stop when they say so."""
        told = [effort.spent()]

        def look(event: highspy.highs.HighsCallbackEvent) -> None:
            if effort.spent() > told[0] + SELDOM:
                told[0] = effort.spent()
                effort.tell("proving", effort.spent() / max(effort.spent(), effort.seconds), 0, self._bound(event))
            if effort.stopped:
                event.interrupt()

        self.solver.cbMipInterrupt.subscribe(look)

    def _bound(self, event: highspy.highs.HighsCallbackEvent) -> int | None:
        """The bound proved so far, which plans that cannot be held do not harm."""
        most = max(event.data_out.mip_dual_bound, self.most - self.reach) / self.scale
        return floor(most + SURE) if isfinite(most) else None

    def best(self, effort: Effort) -> tuple[list[int], bool]:
        """The best choice of columns found within the time, and whether it is proved."""
        known: list[int] = []
        while True:
            found, sure = self._best_within(self.reach, effort)
            known = max(known, found, key=self._worth)
            missed = self.most - self._worth(known)
            if missed <= self.reach + SURE or not sure:
                return [at for at in known if at < len(self.columns)], sure
            self.reach = missed

    def _worth(self, chosen: list[int]) -> float:
        return float(self.costs[chosen].sum())

    def _best_within(self, reach: float, effort: Effort) -> tuple[list[int], bool]:
        """The best choice of columns that lose no more than this, and whether it is proved."""
        total = len(self.loss)
        open_ = (self.loss <= reach).astype(float)
        self.solver.changeColsBounds(total, np.arange(total, dtype=np.int32), np.zeros(total), open_)
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + max(effort.left(), 0.01))
        self.solver.run()
        values = np.array(self.solver.getSolution().col_value)
        return np.flatnonzero(values > SURE).tolist(), self.solver.getModelStatus() in DONE

    def forbid(self, held: Iterable[int], most: int) -> None:
        """Add a row: at most so many of these columns."""
        index = np.array(sorted(held), dtype=np.int32)
        self.solver.addRow(-highspy.kHighsInf, float(most), len(index), index, np.ones(len(index)))


def prove(model: Model, locked: Sequence[Session], seed: int, effort: Effort) -> Proof:
    """The best plan that can be held: solve, seek times, forbid what cannot be held, and again."""
    model.seek_whole(seed)
    model.heed(effort)
    sessions = [Session(one.people, model.register.times(one.starts)) for one in model.columns]
    while True:
        chosen, sure = model.best(effort)
        held = [*locked, *(sessions[at] for at in chosen)]
        times, lost = scheduling.place(held)
        knots = [scheduling.knot_of(held, key) for key in lost] if sure else []
        if not any(knots):
            kept = [place for place in range(len(locked), len(held)) if place in times]
            found = [chosen[place - len(locked)] for place in kept]
            return Proof(found, [times[place] for place in kept], sure and not lost)
        for knot in knots:
            ours = [chosen[place - len(locked)] for place in knot or () if place >= len(locked)]
            if ours:
                _forbid(model, sessions, ours)


def _forbid(model: Model, sessions: list[Session], knot: list[int]) -> None:
    model.forbid(knot, len(knot) - 1)
    for person in {person for at in knot for person in sessions[at].people}:
        _forbid_crowds(model, sessions, knot, person)


def _forbid_crowds(model: Model, sessions: list[Session], knot: list[int], person: int) -> None:
    """At most one session a week of those of one person that can only be held round the same half-hour."""
    weeks = model.register.round.weeks
    mine = [at for at in knot if person in sessions[at].people]
    for at in mine:
        last = (sessions[at].times.bit_length() - 1) % hours.WEEK
        window = sum(0b111 << (hours.WEEK * week + max(last - 2, 0)) for week in range(weeks))
        tight = [one for one in mine if not sessions[one].times & ~window]
        if len(tight) > weeks:
            every = (c for c, s in enumerate(sessions) if person in s.people and not s.times & ~window)
            model.forbid(every, weeks)
            return
