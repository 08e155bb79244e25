"""Saying when one is free."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from letsconnect.ground.locking import lock
from letsconnect.joining.queries.hours import DAY, span, week_of, with_changes
from letsconnect.people.actions.profile import say
from letsconnect.people.models import Person

BYTES = 42


@transaction.atomic
def say_hours(
    person: Person,
    *,
    by: Person,
    change: Mapping[str, Any],
    facts: Mapping[str, Any] | None = None,
    audiences: Mapping[str, int] | None = None,
) -> Person:
    """Save the ticks that were changed (`spans`, `was`, `now`, see `with_changes`), onto the week as it is now."""
    week = with_changes(week_of(lock(person)), change["spans"], was=set(change["was"]), now=set(change["now"]))
    return say(person, by=by, facts={**(facts or {}), "hours": week.to_bytes(BYTES, "little")}, audiences=audiences)


@transaction.atomic
def say_day(
    person: Person, day: int, *, by: Person, change: Mapping[str, Any], same_on: Collection[int] = ()
) -> Person:
    """Save one day's half-hours, and copy that day to others."""
    person = say_hours(person, by=by, change=change)
    week = week_of(person)
    pattern = (week >> (day * DAY)) & span(0, 0, DAY)
    for other in same_on:
        week = week & ~span(other, 0, DAY) | pattern << (other * DAY)
    return say(person, by=by, facts={"hours": week.to_bytes(BYTES, "little")}) if same_on else person
