"""Who waits, and why, as the team reads it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from letsconnect.ground.folding import fold
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round
from letsconnect.rounds.queries.names import names_for_team, topic_labels
from letsconnect.rounds.queries.words import waiting_in_words


@dataclass(frozen=True)
class WaitingWish:
    """A wish that no connection of the round serves. `code`: why, as far as the reader may know."""

    person: str
    topic: str
    code: str


@dataclass(frozen=True)
class Waiting:
    """One reason to wait, in words. `count`: the wishes of the whole round that wait for it; `people`: those of this
    page by name, each with what they want to learn."""

    why: str
    count: int
    people: tuple[tuple[str, tuple[str, ...]], ...]


def waiting_wishes(round_: Round, reader: Person) -> list[WaitingWish]:
    """All of the round, those with the same reason together, the reason of most first."""
    wishes = [
        WaitingWish(one["person"], one["topic"], told_to(reader, one["person"], one["code"]))
        for one in (round_.plan or {}).get("waiting", [])
    ]
    counts = Counter(one.code for one in wishes)
    return sorted(wishes, key=lambda one: (-counts[one.code], one.code))


def told_to(reader: Person, person: str, code: str) -> str:
    """Why they wait. Nobody on the team learns of themselves that somebody does not want to meet them."""
    return "no_sharer" if code == "blocked" and person == reader.public_id else code


def by_reason(page: Sequence[WaitingWish], wishes: Sequence[WaitingWish]) -> list[Waiting]:
    """The wishes of one page of all these: by reason, and there by person."""
    counts = Counter(one.code for one in wishes)
    names, labels = names_for_team(one.person for one in page), topic_labels(one.topic for one in page)
    found: dict[str, dict[str, list[str]]] = {}
    for one in page:
        found.setdefault(one.code, {}).setdefault(one.person, []).append(labels.get(one.topic, one.topic))
    return [
        Waiting(
            why=waiting_in_words(code),
            count=counts[code],
            people=tuple(sorted(((names[one], tuple(topics)) for one, topics in people.items()), key=_by_name)),
        )
        for code, people in found.items()
    ]


def _by_name(line: tuple[str, tuple[str, ...]]) -> str:
    return fold(line[0])
