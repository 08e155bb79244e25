"""Who is in a round, and why others are not.

A round uses what people tell the team: what somebody keeps to themselves is not used, but for the numbers and the
group, which only protect them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.connections.models import Place
from letsconnect.connections.queries.connections import places_taken
from letsconnect.ground import clock
from letsconnect.index.queries.entries import free_hours
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.skills.models import Offer, Wish
from letsconnect.skills.models.offer import Willing
from letsconnect.skills.queries.one_side import without_both

TEAM = int(Audience.TEAM)
WHY_NOT: dict[str, Promise] = {
    "unconfirmed": _("were brought in by the team and have not confirmed their profile yet"),
    "paused": _("are taking a break"),
    "no_hours": _("gave no hours, or keep them to themselves"),
    "no_language": _("gave no language, or keep them to themselves"),
    "nothing": _("have nothing to learn or share that a round can use"),
    "no_places": _("want no more conversations this month"),
}


class Call(Protocol):
    """What a round asks of people: when it is, and whom it takes. Empty filters take everybody."""

    month: date
    weeks: int
    regions: list[str]
    languages: list[str]
    topics: list[str]
    of_examples: bool
    policy: dict[str, Any]
    bookings: list[dict[str, Any]]

    @property
    def monday(self) -> datetime:
        """The moment its first week starts."""


@dataclass(frozen=True)
class Entrant:
    """Somebody with what a round may use of them. `out` says why they are not in it, one of WHY_NOT; "" for in."""

    person: Person
    free: int
    languages: tuple[str, ...]
    learn: tuple[Wish, ...]
    share: tuple[Offer, ...]
    learn_limit: int
    share_limit: int
    out: str = ""

    @property
    def region(self) -> str:
        """Their region as far as they tell the team."""
        return self.person.region if self.person.region_audience >= TEAM else ""


def entrants(round_: Call) -> list[Entrant]:
    """Everybody the round's filters leave, by public id: those who are in it and those who are not."""
    people = people_of(round_)
    taken = places_taken(round_.month)
    said = _said(Offer, round_, "shares"), _said(Wish, round_, "wishes")
    found = [_entrant(person, round_, said, taken) for person in people]
    return [replace(one, out=why_not(one, round_)) for one in found if _speaks(one, round_.languages)]


def those_in(everybody: Iterable[Entrant]) -> list[Entrant]:
    return [one for one in everybody if not one.out]


def people_of(round_: Call) -> QuerySet[Person]:
    """Everyone registered, active and not suspended, in the round's regions; examples only in rounds of examples."""
    people = Person.objects.filter(
        registered_at__isnull=False, suspended_at=None, is_active=True, is_demo=round_.of_examples
    )
    if round_.regions:
        people = people.filter(region__in=round_.regions, region_audience__gte=TEAM)
    ranked = Prefetch("languages", SpokenLanguage.objects.order_by("rank", "pk"))
    return people.select_related("group").prefetch_related(ranked).order_by("public_id")


def is_paused(person: Person, month: date) -> bool:
    """Whether they take a break in this month, or (once it has begun) still do."""
    return person.is_away(max(month, clock.today()))


def why_not(one: Entrant, round_: Call) -> str:
    """The first reason that keeps somebody out of the round; "" for nobody."""
    may_learn, may_share = bool(one.learn and one.learn_limit), bool(one.share and one.share_limit)
    reasons = {
        "unconfirmed": not one.person.is_claimed,
        "paused": is_paused(one.person, round_.month),
        "no_hours": not one.free,
        "no_language": not one.languages,
        "nothing": not (one.learn or one.share),
        "no_places": not (may_learn or may_share),
    }
    return next((code for code, holds in reasons.items() if holds), "")


Said = tuple[dict[int, list[Any]], dict[int, list[Any]]]
Taken = dict[tuple[int, str], int]


def _entrant(person: Person, round_: Call, said: Said, taken: Taken) -> Entrant:
    share, learn = without_both(said[0].get(person.pk, ()), said[1].get(person.pk, ()))
    hours = person.hours if person.hours_audience >= TEAM else None
    spoken = person.languages.all() if person.languages_audience >= TEAM else ()
    return Entrant(
        person=person,
        free=free_hours(hours, person.never_nights),
        languages=tuple(dict.fromkeys(one.code for one in spoken)),
        learn=learn,
        share=share,
        learn_limit=max(0, person.learn_limit - taken.get((person.pk, Place.Part.LEARNER), 0)),
        share_limit=max(0, person.share_limit - taken.get((person.pk, Place.Part.SHARER), 0)),
    )


def _said(model: Any, round_: Call, key: str) -> dict[int, list[Any]]:
    """Offers or wishes by person, as far as told to the team and a round can use them."""
    rows = model.objects.filter(Q(**{f"person__{key}_audience__gte": TEAM}), person__is_demo=round_.of_examples)
    if model is Offer:
        rows = rows.exclude(one_to_one=Willing.NO)
    if round_.topics:
        rows = rows.filter(topic__slug__in=round_.topics)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related("topic").order_by("topic__slug"):
        found[row.person_id].append(row)
    return found


def _speaks(one: Entrant, languages: list[str]) -> bool:
    return not languages or not set(languages).isdisjoint(one.languages)
