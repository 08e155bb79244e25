"""Who can be suggested, and how many conversations they still wish for this month: read at that very moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from letsconnect.connections.models import Place
from letsconnect.connections.queries.connections import places_taken
from letsconnect.ground import clock
from letsconnect.index.queries.entries import listed_people
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer
from letsconnect.skills.models.offer import Willing

COLUMNS = ("pk", "learn_limit", "share_limit", "paused_until", "confirmed_at")


@dataclass(frozen=True)
class Standing:
    """How many places are left in each part; 0 in both for whoever cannot be suggested: on a break, brought in by the
    team and not confirmed yet."""

    learn: int = 0
    share: int = 0


def standings(people: Iterable[int] | None = None) -> dict[int, Standing]:
    """These people (primary keys), or everybody. Who is suspended, gone or not registered is left out."""
    ids = None if people is None else list(people)
    rows = Person.objects.filter(listed_people())
    rows = rows if ids is None else rows.filter(pk__in=ids)
    taken = places_taken(clock.today().replace(day=1), ids)
    return {pk: _standing(pk, facts, taken) for pk, *facts in rows.values_list(*COLUMNS)}


def _standing(pk: int, facts: list[Any], taken: dict[tuple[int, str], int]) -> Standing:
    learn, share, paused_until, confirmed_at = facts
    if confirmed_at is None or (paused_until or date.min) >= clock.today():
        return Standing()
    return Standing(
        max(0, learn - taken.get((pk, Place.Part.LEARNER), 0)), max(0, share - taken.get((pk, Place.Part.SHARER), 0))
    )


def not_one_to_one(people: Iterable[int] | None = None) -> set[tuple[int, int]]:
    """Person and topic (primary keys) of offers that are not for a conversation."""
    rows = Offer.objects.filter(one_to_one=Willing.NO)
    rows = rows if people is None else rows.filter(person__in=list(people))
    return set(rows.values_list("person_id", "topic_id"))
