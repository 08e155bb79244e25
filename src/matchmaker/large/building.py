"""Builds a plan at given prices and improves it; the sessions stand in arrays, the search in `improving`."""

import numpy as np

from matchmaker.large.holding import hold
from matchmaker.large.improving import TOUCHED, Journal, Room, State, improve
from matchmaker.large.offering import Offered
from matchmaker.large.pricing import sizes
from matchmaker.packing import Packed


def empty_state(p: Packed, people: int) -> State:
    """Every session of every sharer, none held."""
    count = int(p.sharer_room.sum())
    by_person = np.argsort(p.wish_person, kind="stable")
    return State(
        sharer=np.repeat(np.arange(len(p.sharer_person)), p.sharer_room),
        offer=np.full(count, -1, np.int64),
        size=np.zeros(count, np.int64),
        picks=np.full((count, 3), -1, np.int64),
        wishes=np.full((count, 3), -1, np.int64),
        pool=np.full(count, -1, np.int64),
        first_session=np.concatenate([[0], np.cumsum(p.sharer_room)]).astype(np.int64),
        session_of=np.full(len(p.wish_person), -1, np.int64),
        learning=np.zeros(people, np.int64),
        booked=np.zeros(len(p.pool_room), np.int64),
        wish_first=np.searchsorted(p.wish_person[by_person], np.arange(people + 1)).astype(np.int64),
        wish_list=by_person.astype(np.int64),
        total=np.zeros(1),
    )


def empty_room(p: Packed, o: Offered) -> Room:
    """Room to search these lists in."""
    longest, times = sizes(o)
    return Room(
        picks=np.empty(longest, np.int64),
        scores=np.empty(longest),
        who=np.empty(longest, np.int32),
        tops=np.empty((times, 3)),
        ranks=np.empty((times, 3), np.int64),
        people=np.empty(64, np.int64),
        own=np.empty(3, np.int64),
        need=np.empty(2),
        out=np.empty(4, np.int64),
        best=np.empty(4, np.int64),
        costs=np.empty(len(p.pool_room)),
        queue=np.empty(TOUCHED, np.int64),
        ends=np.zeros(2, np.int64),
    )


def copied(state: State) -> State:
    """The same sessions, to keep."""
    return State(*(held.copy() for held in state))


class Builder:
    """A plan in the making."""

    def __init__(self, p: Packed, o: Offered, people: int, seed: int) -> None:
        self.p, self.o = p, o
        self.state = empty_state(p, people)
        self.best = copied(self.state)
        self.chance = np.random.default_rng([seed, 7])
        self.room = empty_room(p, o)
        self.journal = Journal(
            touched=np.zeros(1, np.int64),
            session=np.empty(TOUCHED, np.int64),
            offer=np.empty(TOUCHED, np.int64),
            picks=np.empty((TOUCHED, 3), np.int64),
            pool=np.empty(TOUCHED, np.int64),
        )

    def hold(self, rows: np.ndarray) -> None:
        """Start from these groups (rows of offer, three candidates and booking), as far as all may still meet."""
        sharer_of = np.searchsorted(self.p.sharer_person, self.p.offer_person)
        hold(self.p, self.o, self.state, sharer_of, rows.astype(np.int64), self.room.people)
        self.keep_best()

    def waiting(self) -> np.ndarray:
        """Which wishes the best plan so far leaves open though whose they are may learn more."""
        room = self.best.learning < self.p.may_learn
        return (self.best.session_of < 0) & room[self.p.wish_person]

    def look_at(self, o: Offered) -> None:
        """Go on from the best plan so far with wider lists, in which every candidate has kept its place."""
        self.o, self.room = o, empty_room(self.p, o)
        self.state = copied(self.best)

    def keep_best(self) -> None:
        """Remember the plan as it stands when it is the best so far."""
        if self.state.total[0] > self.best.total[0]:
            self.best = copied(self.state)

    def back_to_best(self) -> None:
        """Go on from the best plan so far."""
        self.state = copied(self.best)

    def rows(self) -> np.ndarray:
        """The groups of the best plan, in the form that `hold` takes."""
        held = np.flatnonzero(self.best.size)
        picks = np.where(np.arange(3) < self.best.size[held, None], self.best.picks[held], -1)
        return np.column_stack([self.best.offer[held], picks, self.best.pool[held]])

    @property
    def value(self) -> int:
        """What the best plan so far is worth."""
        return round(float(self.best.total[0]))

    def sweep(self, pay: np.ndarray, pool_price: np.ndarray, kappa: tuple[float, float], slack: float) -> None:
        """Every session answers once, in a random order."""
        self._answer(self.chance.permutation(len(self.state.sharer)), pay, pool_price, kappa, slack)

    def fill(self, pay: np.ndarray, pool_price: np.ndarray) -> None:
        """Every session not held answers once, in a random order, and whoever loses by it."""
        order = self.chance.permutation(np.flatnonzero(self.state.size == 0))
        self._answer(order, pay, pool_price, (0.0, 0.0), 0.0)

    def _answer(
        self, order: np.ndarray, pay: np.ndarray, pool_price: np.ndarray, kappa: tuple[float, float], slack: float
    ) -> None:
        seed = int(self.chance.integers(1, 2**31))
        improve(self.p, self.o, self.state, order, pay, pool_price, *kappa, slack, seed, self.room, self.journal)
        self.keep_best()
