"""The one door of the checker: does everything a plan says of a round hold?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from matchmaker import checking
from matchmaker.checking import Book
from matchmaker.proofs import certifying, solving_again
from matchmaker.shapes import Person, Plan, Round, Waiting, Wish, pair

LISTED = 100_000
SOLVING_SECONDS = 120.0
LOOKS = 10_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: broken rules (none when the plan holds), and how far its bound is proved.

    Of the waiting wishes one in so many was looked at: all of them unless the round is very large.
    """

    broken: tuple[str, ...]
    value: int
    bound: int
    gap: float
    proof: str
    one_in: int = 1

    def lines(self) -> list[str]:
        """The report for a reader."""
        told = [f"broken: {line}" for line in self.broken]
        told += [f"value {self.value}", f"bound {self.bound} ({self.proof})", f"gap {self.gap:.6f}"]
        return told if self.one_in == 1 else [*told, f"of the waiting wishes one in {self.one_in} was looked at"]


def check(round_: Round, plan: Plan, *, stated_gap: float | None = None) -> Report:
    """Hold a plan against the contract by code of its own: rules, values, waiting wishes and the proof."""
    book = Book.of(round_)
    broken = checking.broken_rules(round_, plan.connections)
    proof, one_in = "not looked at", 1
    if not broken:
        one_in = _one_in(round_, plan)
        broken = checking.wrong_facts(round_, plan) + list(wrong_waiting(book, plan, one_in))
        wrong, proof = _proof(book, plan)
        broken += wrong
    if stated_gap is not None and abs(stated_gap - plan.gap) > 1e-9:
        broken.append(f"the plan says its gap is {stated_gap}, it is {plan.gap}")
    return Report(tuple(broken), plan.value, plan.bound, plan.gap, proof, one_in)


def _one_in(round_: Round, plan: Plan) -> int:
    """One in how many waiting wishes to look at, so that all sharers of their topics are looked at in minutes."""
    sharers = Counter(offer.topic for person in round_.people for offer in person.share)
    return 1 + sum(sharers[one.topic] for one in plan.waiting) // LOOKS


def _proof(book: Book, plan: Plan) -> tuple[list[str], str]:
    prices = certifying.tariff(book, plan)
    if prices.wrong:
        return prices.wrong, "prices wrong"
    proved = certifying.Pricing(book, prices).bound()
    if plan.certificate.kind == "prices":
        wrong = [f"the prices prove {proved}, not {plan.bound}"] if plan.bound < proved else []
        return wrong, "proved by prices"
    wrong = [f"the bound is {plan.bound}, the prices prove {proved}"] if plan.bound > proved else []
    if plan.bound != plan.value:
        wrong.append("a plan solved to proof has its value for a bound")
    more, state = _solved(book, plan)
    return wrong + more, state


def _solved(book: Book, plan: Plan) -> tuple[list[str], str]:
    groups = solving_again.listed(book, LISTED)
    if groups is None:
        return [], "not verified: too many connections to list"
    if len(groups) != plan.certificate.connections:
        return [f"{len(groups)} connections are allowed, not {plan.certificate.connections}"], "not verified"
    beaten = solving_again.beaten(book, groups, plan.value, SOLVING_SECONDS)
    if beaten is None:
        return [], "not verified: solving again took too long"
    return (["a better plan exists"] if beaten else []), "solved again"


def wrong_waiting(book: Book, plan: Plan, one_in: int = 1) -> Iterator[str]:
    """Wishes that wait without a line, twice or by a wrong code (of the codes one in so many is looked at)."""
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
    for one in plan.waiting[::one_in]:
        if (one.person, one.topic) in wished:
            yield from why.wrong(one, wished[one.person, one.topic])


class Why:
    """Works out for one wish after another which limit stopped it first."""

    def __init__(self, book: Book, plan: Plan) -> None:
        self.book, self.pricing = book, certifying.Pricing(book, certifying.Tariff())
        self.leads = [c.sharer for c in plan.connections]
        self.learns = [name for c in plan.connections for name in c.learners]
        self.sharers: dict[str, list[tuple[Person, int]]] = {}
        for person in book.round.people:
            for offer in person.share if person.share_limit else ():
                self.sharers.setdefault(offer.topic, []).append((person, offer.level))
        self.count_leads = {name: self.leads.count(name) for name in set(self.leads)}
        self.count_learns = {name: self.learns.count(name) for name in set(self.learns)}

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
        left = self.sharers.get(wish.topic, [])
        code, struck = "no_sharer", []
        for step, keeps in self._steps(person, wish):
            kept = [one for one in left if keeps(*one)]
            if not kept:
                if left:
                    code, struck = step, left
                return code, min((one.id for one, _ in struck), default=None) if code != "blocked" else None
            left = kept
        names = [one.id for one, _ in left]
        if all(self.count_leads.get(one.id, 0) >= one.share_limit for one, _ in left):
            return "sharers_full", min(names)
        sated = self.count_learns.get(person.id, 0) >= person.learn_limit
        return ("learn_limit_reached" if sated else "outweighed"), min(names)

    def _steps(self, person: Person, wish: Wish) -> list:
        met, never, pools = self.book.round.met, self.book.round.never, self.pricing.pools
        spoken = set(person.languages)
        return [
            ("own_group_only", lambda s, _: s.group is None or s.group != person.group),
            ("already_met", lambda s, _: pair(s.id, person.id) not in met),
            ("level", lambda _, level: level >= wish.level - 1),
            ("blocked", lambda s, _: pair(s.id, person.id) not in never),
            ("no_common_language", lambda s, _: spoken & set(s.languages) or pools(s) & pools(person)),
            ("no_common_hours", lambda s, _: self.pricing.starts(s) & self.pricing.starts(person)),
        ]
