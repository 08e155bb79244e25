"""What a person says about themself. Newer than any import, and never lost to a second tab: only what was said
is saved."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch, write_consent
from letsconnect.people.audience import FIELDS, KEY_OF_COLUMN, Audience
from letsconnect.people.facts import region_by_country, zone_by_country
from letsconnect.people.models import Person
from letsconnect.people.queries.audiences import fields_to_ask_about, widest_for
from letsconnect.people.rules import may_change_profile


@transaction.atomic
def say(
    person: Person,
    *,
    by: Person,
    facts: Mapping[str, Any],
    audiences: Mapping[str, int] | None = None,
    how: str = "page",
) -> Person:
    """Save what the person said: columns in `facts`, who may see which field in `audiences` (only these)."""
    person = lock(person)
    require(may_change_profile(by, person))
    for column, value in facts.items():
        setattr(person, column, value)
    followed = _follow_country(person, facts)
    columns = [*facts, *followed, *_open_to(person, audiences or {}, how=how)]
    mark_said(person, *(KEY_OF_COLUMN.get(column, column) for column in facts), also=columns)
    if "time_zone" in followed:
        _assume(person, "time_zone")
    record("profile.said", person, by=by, fields=sorted(set(columns)))
    touch(person)
    return person


def mark_said(person: Person, *keys: str, also: Iterable[str] = ()) -> None:
    """Note that the person themself said these fields just now, and save (with the columns `also`).

    For actions that hold the lock on the person.
    """
    now = clock.now()
    person.said = {**person.said, **{key: now.isoformat() for key in keys}}
    confirmed = {*keys, *(column for column, key in KEY_OF_COLUMN.items() if key in keys)}
    person.assumed = [key for key in person.assumed if key not in confirmed]
    person.fresh_at = now
    person.save(update_fields=sorted({"said", "assumed", "fresh_at", *also}))


def _assume(person: Person, key: str) -> None:
    """Note that this was guessed, not said."""
    person.said = {said: at for said, at in person.said.items() if said != key}
    person.assumed = sorted({*person.assumed, key})
    person.save(update_fields=["said", "assumed"])


def _follow_country(person: Person, facts: Mapping[str, Any]) -> list[str]:
    """The region follows from the country; so does the time zone, as a guess, until the person says one."""
    columns = []
    if "country" in facts:
        person.region = region_by_country().get(person.country, "")
        columns = ["region"]
    unsaid = not person.time_zone or ("time_zone" in person.assumed and not facts.get("time_zone"))
    if columns or "time_zone" in facts:
        guess = zone_by_country().get(person.country, "")
        if unsaid and guess:
            person.time_zone = guess
            columns.append("time_zone")
    if person.country_audience > widest_for(person, "country"):
        columns += _open_to(person, {"country": widest_for(person, "country")}, how="country at risk")
    return columns


def _open_to(person: Person, audiences: Mapping[str, int], *, how: str) -> list[str]:
    """Set who may see which field, each change, and each answer to a question, a line of the ledger; answers the
    columns that changed."""
    changed, asked = [], fields_to_ask_about(person)
    for key, wanted in audiences.items():
        level = min(Audience(wanted), widest_for(person, key))
        if key in FIELDS and (key in asked or getattr(person, f"{key}_audience") != level):
            setattr(person, f"{key}_audience", int(level))
            write_consent(person, f"audience:{key}", level.name.lower(), how=how)
            changed.append(f"{key}_audience")
    return changed


@transaction.atomic
def set_audiences(person: Person, audiences: Mapping[str, int], *, by: Person, how: str = "page") -> Person:
    """Open or close fields, without saying anything new."""
    person = lock(person)
    require(may_change_profile(by, person))
    changed = _open_to(person, audiences, how=how)
    if changed:
        person.save(update_fields=changed)
        record("profile.audiences_set", person, by=by, fields=changed)
        touch(person)
    return person
