"""The round and its plan as anybody can check them with a program of their own."""

from typing import Any

from letsconnect.matching.matchmaking.planning import plan_from, with_wishes_of_the_team
from letsconnect.rounds.models import Round
from letsconnect.rounds.queries.proposal import holding, pairs_kept_apart_in
from matchmaker.checking import Book
from matchmaker.proofs.certifying import Pricing, tariff
from matchmaker.reading import round_from

Json = dict[str, Any]


def exported(round_: Round) -> tuple[Json, Json]:
    """The input, with what the team locked and kept apart, and the plan as it stands; `matchmaker check` accepts the
    two. A plan changed by hand is no longer the best there is: its bound is what its prices prove."""
    locked = holding(round_).filter(locked=True, next_best=False).values_list("facts", flat=True)
    input_ = with_wishes_of_the_team(round_.input or {}, locked, pairs_kept_apart_in(round_))
    plan: Json = dict(round_.plan or {})
    if plan["certificate"]["kind"] == "exhaustive" and plan["value"] != plan["bound"]:
        certificate = {key: value for key, value in plan["certificate"].items() if key != "connections"}
        plan["certificate"] = {**certificate, "kind": "prices"}
        book = Book.of(round_from(input_))
        plan["bound"] = Pricing(book, tariff(book, plan_from(plan))).bound()
        plan["gap"] = (plan["bound"] - plan["value"]) / max(plan["bound"], 1)
    return input_, plan
