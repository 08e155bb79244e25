"""Rows become the matchmaker's round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from letsconnect.connections.actions.proposing import NOTICE
from letsconnect.connections.times import Week
from letsconnect.ground import clock
from letsconnect.matching import times
from letsconnect.matching.matchmaking.equity import Standing, equities
from letsconnect.matching.queries import history, met
from letsconnect.matching.queries.entrants import Call, Entrant, entrants, those_in
from matchmaker import shapes
from matchmaker.reading import round_from
from matchmaker.shapes import pair
from matchmaker.writing import round_value

MOST = 4  # connections in one part, as the contract says


@dataclass(frozen=True)
class Behind:
    """What people have behind them and before them, by primary key."""

    met: set[frozenset[int]] = field(default_factory=set)
    apart: set[frozenset[int]] = field(default_factory=set)
    connected: set[int] = field(default_factory=set)
    busy: Mapping[int, Sequence[datetime]] = field(default_factory=dict)


def gathered(round_: Call) -> shapes.Round:
    """The round of everybody who is in it now, as the matchmaker takes it. Sessions begin no earlier than people can
    be asked in time."""
    end = round_.monday + timedelta(weeks=round_.weeks + 1)
    behind = Behind(
        met=met.pairs_met(),
        apart=met.pairs_apart(),
        connected=history.who_has_connected(),
        busy=history.busy_starts(round_.monday - timedelta(days=1), end),
    )
    return put_together(round_, those_in(entrants(round_)), behind, not_before=clock.now() + NOTICE)


def put_together(
    round_: Call, people: Sequence[Entrant], behind: Behind, *, not_before: datetime | None = None
) -> shapes.Round:
    """The matchmaker's round of these people, in the order of their public ids."""
    points = equities(_standing(one, behind) for one in people)
    names = {one.person.pk: one.person.public_id for one in people}
    return shapes.Round(
        people=tuple(
            _person(one, _weeks(one, round_, behind, not_before), points[one.person.public_id])
            for one in sorted(people, key=lambda one: one.person.public_id)
        ),
        weeks=round_.weeks,
        met=frozenset(_named(behind.met, names)),
        never=frozenset(_named(behind.apart, names)),
        interpretation=tuple(
            shapes.Interpretation((pool["languages"][0], pool["languages"][1]), pool["bookings"])
            for pool in round_.bookings
        ),
        policy=policy_of(round_.policy),
    )


def policy_of(policy: dict[str, Any]) -> shapes.Policy:
    """The policy in the contract's form as the matchmaker holds it."""
    return round_from({"version": 1, "people": [], "policy": policy}).policy


def written(round_: shapes.Round) -> dict[str, Any]:
    """The round in the contract's form."""
    return round_value(round_)


def _standing(one: Entrant, behind: Behind) -> Standing:
    return Standing(one.person.public_id, one.region, one.languages, one.person.pk not in behind.connected)


def _weeks(one: Entrant, round_: Call, behind: Behind, not_before: datetime | None) -> tuple[int, ...]:
    week = Week(one.free, one.person.time_zone or "UTC")
    found = times.free_weeks(week, round_.monday, round_.weeks, behind.busy.get(one.person.pk, ()))
    return times.after(found, round_.monday, not_before) if not_before else found


def _person(one: Entrant, weeks: tuple[int, ...], equity: int) -> shapes.Person:
    return shapes.Person(
        id=one.person.public_id,
        group=one.person.group.slug if one.person.group else None,
        languages=one.languages,
        free=weeks[0],
        learn=tuple(shapes.Wish(wish.topic.slug, wish.priority, wish.level) for wish in one.learn),
        share=tuple(shapes.Offer(offer.topic.slug, offer.level) for offer in one.share),
        learn_limit=min(one.learn_limit, MOST),
        share_limit=min(one.share_limit, MOST),
        equity=equity,
        free_weeks=weeks if len(set(weeks)) > 1 else (),
    )


def _named(pairs: Iterable[frozenset[int]], names: dict[int, str]) -> Iterable[shapes.Pair]:
    for two in pairs:
        found = [names[pk] for pk in two if pk in names]
        if len(found) == 2:
            yield pair(*found)
