"""Why each wish of a plan waits, found anew: all who share its topic are held against the limits, one after another."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from matchmaker.checking import Book
from matchmaker.proofs.people import People, Row
from matchmaker.shapes import Person, Plan, Waiting, Wish

Step = tuple[str, Callable[[], np.ndarray]]


def wrong_waiting(book: Book, plan: Plan) -> Iterator[str]:
    """Wishes that wait without a line, twice or by a wrong code."""
    served = {(name, c.topic) for c in plan.connections for name in c.learners}
    wished = {(p.id, wish.topic): wish for p in book.round.people for wish in p.learn}
    told = [(one.person, one.topic) for one in plan.waiting]
    missing = wished.keys() - served - set(told)
    yield from (f"{name!r} waits for {topic!r} without a line" for name, topic in sorted(missing))
    yield from (f"{name!r} does not wait for {topic!r}" for name, topic in told if (name, topic) not in wished)
    yield from (f"{name!r} is served on {topic!r}, yet waits" for name, topic in told if (name, topic) in served)
    if len(set(told)) != len(told):
        yield "a wish waits twice"
    why = Why(book, plan)
    for one in plan.waiting:
        if (one.person, one.topic) in wished:
            yield from why.wrong(one, wished[one.person, one.topic])


class Why:
    """Works out for one wish after another which limit stopped it first."""

    def __init__(self, book: Book, plan: Plan) -> None:
        self.book, self.people = book, People(book)
        self.learns = Counter(name for c in plan.connections for name in c.learners)
        leads = Counter(c.sharer for c in plan.connections)
        sharers: dict[str, list[tuple[Person, int]]] = {}
        for person in sorted(book.round.people, key=lambda one: one.id):
            for offer in person.share if person.share_limit else ():
                sharers.setdefault(offer.topic, []).append((person, offer.level))
        self.sharers = {topic: Sharers(self.people, held, leads) for topic, held in sharers.items()}

    def wrong(self, one: Waiting, wish: Wish) -> Iterator[str]:
        """What is wrong with a line."""
        code, near = self.code(self.book.people[one.person], wish)
        if one.code != code:
            yield f"{one.person!r} waits for {one.topic!r} by {code}, not by {one.code}"
        elif one.nearest is not None and one.nearest != near:
            yield f"{one.person!r} waits for {one.topic!r}: the nearest is {near!r}, not {one.nearest!r}"

    def code(self, person: Person, wish: Wish) -> tuple[str, str | None]:
        """The contract's code for a wish not served, and the nearest miss it may tell."""
        if person.learn_limit == 0:
            return "learn_limit_zero", None
        if (here := self.sharers.get(wish.topic)) is None:
            return "no_sharer", None
        left = np.ones(len(here.names), dtype=bool)
        for code, keeps in self._steps(here, person, wish):
            kept = left & keeps()
            if not kept.any():
                return code, here.names[left.argmax()] if code != "blocked" else None
            left = kept
        near = here.names[left.argmax()]
        if here.full[left].all():
            return "sharers_full", near
        return ("learn_limit_reached" if self.learns[person.id] >= person.learn_limit else "outweighed"), near

    def _steps(self, here: "Sharers", person: Person, wish: Wish) -> list[Step]:
        """In the contract's order: a limit, and who of the sharers it leaves."""
        met, never, row = self.people.met, self.people.never, here.row
        return [
            ("own_group_only", lambda: row.of_another_group(person.id)),
            ("already_met", lambda: row.all_but(met.get(person.id, ()))),
            ("level", lambda: here.levels >= wish.level - 1),
            ("blocked", lambda: row.all_but(never.get(person.id, ()))),
            ("no_common_language", lambda: row.can_talk(person.id)),
            ("no_common_hours", lambda: row.can_come(person.id)),
        ]


class Sharers:
    """Those who share a topic, by id: their levels, and who leads as many connections as they may."""

    def __init__(self, people: People, sharers: list[tuple[Person, int]], leads: Counter[str]) -> None:
        self.names = [one.id for one, _ in sharers]
        self.levels = np.array([level for _, level in sharers])
        self.full = np.array([leads[one.id] >= one.share_limit for one, _ in sharers])
        self.row = Row(people, self.names)
