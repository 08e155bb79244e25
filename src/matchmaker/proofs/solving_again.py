"""The checker's own way to the best value of a small round: every connection at every time, in one model."""

from collections.abc import Iterable
from itertools import islice

import highspy
import numpy as np

from matchmaker.checking import Book, connection_value
from matchmaker.proofs.listing import Group, Listing
from matchmaker.shapes import Connection

Choice = tuple[float, list[object]]


def listed(book: Book, most: int) -> list[Group] | None:
    """Every allowed connection of the round, or None when there are more than `most`."""
    found = list(islice(Listing(book).groups(), most + 1))
    return found if len(found) <= most else None


def beaten(book: Book, groups: list[Group], value: int, seconds: float) -> bool | None:
    """Whether some allowed plan is worth more than `value`; None when that stays open."""
    listing = Listing(book)
    if not book.round.locked:
        loose = [choice for group in groups for choice in _choices(listing, group, timed=False)]
        if _can_pass(book, loose, value, seconds) is False:
            return False
    timed = [choice for group in groups for choice in _choices(listing, group, timed=True)]
    return _can_pass(book, timed, value, seconds)


def _choices(listing: Listing, group: Group, timed: bool) -> Iterable[Choice]:
    """The ways to hold a connection: its points and the limits it uses up, with or without a time."""
    sharer, topic, learners = group.sharer, group.topic, group.learners
    uses: list[object] = [("sharer", sharer), *(("learner", one) for one in learners)]
    uses += [("wish", one, topic) for one in learners]
    uses += [("pair", frozenset((sharer, one))) for one in learners]
    for pool in listing.ways(group):
        booked = [("pool", pool)] if pool else []
        points = group.points - (listing.book.round.policy.interpretation_cost if pool else 0)
        if not timed:
            yield points, [*uses, *booked]
        for start in listing.times(group) if timed else ():
            times = [("time", name, start + step) for name in (sharer, *learners) for step in range(3)]
            yield points, [*uses, *booked, *times]


def _limit(book: Book, key: tuple) -> int:
    if key[0] == "sharer":
        return book.people[key[1]].share_limit
    if key[0] == "learner":
        return book.people[key[1]].learn_limit
    return book.bookings[key[1]] if key[0] == "pool" else 1


def _can_pass(book: Book, choices: list[Choice], value: int, seconds: float) -> bool | None:
    fixed = [_locked(c) for c in book.round.locked]
    spent = sum(connection_value(book, c) for c in book.round.locked)
    rows: dict[object, list[int]] = {}
    for at, (_, uses) in enumerate(choices):
        for key in uses:
            rows.setdefault(key, []).append(at)
    room = {key: _limit(book, key) - sum(key in uses for uses in fixed) for key in rows}  # type: ignore[arg-type]
    points = np.array([float(choice[0]) for choice in choices])
    goal = value + 1 - spent
    if not len(points) or goal <= 0:
        return bool(goal <= 0)
    return _feasible(points, [(held, room[key]) for key, held in rows.items()], goal, seconds)


def _locked(c: Connection) -> set[object]:
    uses: set[object] = {("sharer", c.sharer)}
    uses |= {("learner", name) for name in c.learners} | {("wish", name, c.topic) for name in c.learners}
    uses |= {("pair", frozenset((c.sharer, name))) for name in c.learners}
    if c.interpretation:
        uses.add(("pool", tuple(sorted(c.interpretation))))
    return uses | {("time", name, 336 * c.week + c.slot + step) for name in c.people for step in range(3)}


def _feasible(points: np.ndarray, rows: list[tuple[list[int], int]], goal: int, seconds: float) -> bool | None:
    model, count = highspy.HighsLp(), len(points)
    model.num_col_, model.num_row_ = count, len(rows) + 1
    model.col_cost_, model.col_lower_, model.col_upper_ = -points, np.zeros(count), np.ones(count)
    model.row_lower_ = np.array([-highspy.kHighsInf] * len(rows) + [goal - 0.5])
    model.row_upper_ = np.array([float(room) for _, room in rows] + [highspy.kHighsInf])
    held = [one for one, _ in rows] + [list(range(count))]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0] + [len(one) for one in held])
    model.a_matrix_.index_ = np.array([at for one in held for at in one], dtype=np.int32)
    model.a_matrix_.value_ = np.concatenate([np.ones(sum(len(one) for one, _ in rows)), points])
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver = highspy.Highs()
    for name, option in (("output_flag", False), ("threads", 1), ("time_limit", seconds)):
        solver.setOptionValue(name, option)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return False
    return True if status == highspy.HighsModelStatus.kOptimal else None
