"""Who waits, and why, as the team reads it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from letsconnect.matching.queries.names import names_for_team, topic_labels
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round
from letsconnect.rounds.queries.words import WAITING

Wish = tuple[str, str, str]  # why it waits, as far as the reader may know; whose it is; the topic


@dataclass(frozen=True)
class Waiting:
    """One reason in words. `count`: all wishes of the round that wait for it; `people`: by name, with their topics."""

    why: str
    count: int
    people: list[tuple[str, list[str]]]


def waiting_wishes(round_: Round, reader: Person) -> list[Wish]:
    """All of the round by reason, that of most first, and by person. Nobody on the team learns of themselves that
    somebody does not want to meet them."""
    told = {("blocked", reader.public_id): "no_sharer"}
    waiting = (round_.plan or {}).get("waiting", [])
    wishes = [(told.get((one["code"], one["person"]), one["code"]), one["person"], one["topic"]) for one in waiting]
    counts = Counter(code for code, _person, _topic in wishes)
    return sorted(wishes, key=lambda wish: (-counts[wish[0]], wish))


def by_reason(page: Sequence[Wish], wishes: Sequence[Wish]) -> list[Waiting]:
    """The wishes of one page of all these."""
    counts = Counter(code for code, _person, _topic in wishes)
    names, labels = names_for_team(wish[1] for wish in page), topic_labels(wish[2] for wish in page)
    found: dict[str, Waiting] = {}
    for (code, person), mine in groupby(page, key=lambda wish: wish[:2]):
        reason = found.setdefault(code, Waiting(str(WAITING[code]), counts[code], []))
        reason.people.append((names[person], [labels.get(topic, topic) for _code, _person, topic in mine]))
    return list(found.values())
