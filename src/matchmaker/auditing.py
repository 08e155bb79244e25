"""The one door of the checker: does everything a plan says of a round hold?"""

from dataclasses import dataclass

from matchmaker import checking
from matchmaker.checking import Book
from matchmaker.proofs import certifying, solving_again, waiting
from matchmaker.shapes import Plan, Round

LISTED = 100_000
SOLVING_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: broken rules (none when the plan holds), and how far its bound is proved."""

    broken: tuple[str, ...]
    value: int
    bound: int
    gap: float
    proof: str

    def lines(self) -> list[str]:
        """The report for a reader."""
        told = [f"broken: {line}" for line in self.broken]
        return [*told, f"value {self.value}", f"bound {self.bound} ({self.proof})", f"gap {self.gap:.6f}"]


def check(round_: Round, plan: Plan, *, stated_gap: float | None = None) -> Report:
    """Hold a plan against the contract by code of its own: rules, values, waiting wishes and the proof."""
    book = Book.of(round_)
    broken = checking.broken_rules(round_, plan.connections)
    proof = "not looked at"
    if not broken:
        broken = checking.wrong_facts(round_, plan) + list(waiting.wrong_waiting(book, plan))
        wrong, proof = _proof(book, plan)
        broken += wrong
    if stated_gap is not None and abs(stated_gap - plan.gap) > 1e-9:
        broken.append(f"the plan says its gap is {stated_gap}, it is {plan.gap}")
    return Report(tuple(broken), plan.value, plan.bound, plan.gap, proof)


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
