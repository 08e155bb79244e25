"""What a newcomer said about themself, onto their profile; what they have said here stays."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from letsconnect.intake.actions.arrival import Arrival
from letsconnect.intake.queries.known import Known, is_claimed
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.facts import region_by_country, zone_by_country
from letsconnect.people.models import Person
from letsconnect.reading.hours import in_words

BYTES_OF_A_WEEK = 42
KEYS = {
    "full_name": "full_name",
    "group": "group",
    "role": "group_role",
    "country": "country",
    "one_to_one": "limits",
    "hours": "hours",
    "support": "support_needs",
    "remarks": "remarks",
}
OPEN_TO_MEMBERS = {"all": frozenset(FIELDS), "username_topics": frozenset({"username", "shares", "wishes"})}
Columns = dict[str, Any]


def newcomer_columns(now: datetime, at: datetime | None) -> Columns:
    """How somebody stands who is only known from a file."""
    moment = min(at, now) if at else now
    return {
        "registered_at": moment,
        "fresh_at": moment,
        "assumed": ["contact", "learn_limit", "never_nights", "share_limit"],
        "said": {},
        "provenance": {},
    }


def take_identity(arrival: Arrival, known: Known) -> None:
    """Username and address, as far as they are free and nobody has proved theirs."""
    person, newcomer = arrival.person, arrival.newcomer
    if newcomer.username and person.username is None and not is_claimed(person):
        put(arrival, username=newcomer.username)
        arrival.mark("username")
        known.by_name[newcomer.username] = person
    address, owner = newcomer.email, known.by_email.get(newcomer.email or "")
    if not address or address == person.email:
        return
    if owner is not None and owner is not person:
        arrival.keep(newcomer.rows[0], arrival.source.column("email"), address, "email_shared")
    elif is_claimed(person):
        arrival.list("email", address, "said_otherwise")
    elif person.email is None or (newcomer.at and newcomer.at > (person.fresh_at or newcomer.at)):
        put(arrival, email=address)
        arrival.mark("email")
        known.by_email[address] = person


def take_answers(arrival: Arrival, group_of: Callable[[str], int]) -> None:
    """Every answer that is a column of the profile."""
    for question, key in KEYS.items():
        value = getattr(arrival.newcomer.said, question)
        if value is not None:
            take(arrival, question, key, COLUMNS[question](value, arrival.person, group_of))


def take(arrival: Arrival, question: str, key: str, columns: Columns) -> None:
    """Set these columns, unless the person said otherwise here, or in a later form."""
    before = {column: getattr(arrival.person, column) for column in columns}
    same = all(plain(before[column]) == plain(value) for column, value in columns.items())
    settled = arrival.was_said_here(key) or (arrival.person.is_claimed and any(map(is_said, before.values())))
    if settled:
        if not same:
            arrival.list(question, shown(question, getattr(arrival.newcomer.said, question)), "said_otherwise")
    elif arrival.is_newer(question):
        if not same:
            put(arrival, **columns)
        if not same or question not in arrival.person.provenance:
            arrival.mark(question)


def put(arrival: Arrival, **columns: Any) -> None:
    for column, value in columns.items():
        if getattr(arrival.person, column) != value:
            setattr(arrival.person, column, value)
            arrival.changed.add(column)


def plain(value: Any) -> Any:
    """Bytes as the database hands them back compare as bytes."""
    return bytes(value) if isinstance(value, memoryview) else value


def is_said(value: Any) -> bool:
    return value not in (None, "", b"")


def shown(question: str, value: Any) -> str:
    """An answer as the team reads it."""
    if question == "hours":
        return in_words(value)
    return str(value) if not isinstance(value, bool) else "yes" if value else "no"


def country_columns(country: str, person: Person, _group_of: Callable[[str], int]) -> Columns:
    """The region follows from the country; so does the zone, that of its capital, until the person says another."""
    columns: Columns = {"country": country, "region": region_by_country().get(country, "")}
    if "time_zone" not in person.said and (not person.time_zone or "time_zone" in person.assumed):
        columns["time_zone"] = zone_by_country().get(country, "")
        columns["assumed"] = sorted({*person.assumed, "time_zone"})
    return columns


def limit_columns(wanted: bool, person: Person, _group_of: Callable[[str], int]) -> Columns:
    """One talk a month as a learner and one as a sharer, which nobody asked; none was said by a no."""
    limits = {"learn_limit", "share_limit"}
    assumed = {*person.assumed} | limits if wanted else {*person.assumed} - limits
    return {"learn_limit": int(wanted), "share_limit": int(wanted), "assumed": sorted(assumed)}


def group_columns(name: str, _person: Person, group_of: Callable[[str], int]) -> Columns:
    return {"group_id": group_of(name)}


COLUMNS: dict[str, Callable[[Any, Person, Callable[[str], int]], Columns]] = {
    "full_name": lambda words, _person, _group_of: {"full_name": words},
    "group": group_columns,
    "role": lambda code, _person, _group_of: {"group_role": code},
    "country": country_columns,
    "one_to_one": limit_columns,
    "hours": lambda bits, _person, _group_of: {"hours": bits.to_bytes(BYTES_OF_A_WEEK, "little")},
    "support": lambda words, _person, _group_of: {"support_needs": words},
    "remarks": lambda words, _person, _group_of: {"remarks": words},
}


def open_as_agreed(arrival: Arrival, scope: str) -> None:
    """Until they come in themself: members see the usual fields, or username and topics, or nothing (R88)."""
    if is_claimed(arrival.person):
        return
    open_fields = OPEN_TO_MEMBERS.get(scope, frozenset())
    for key, about in FIELDS.items():
        widest = Audience.MEMBERS if key in open_fields else Audience.TEAM
        put(arrival, **{f"{key}_audience": int(min(about.default, widest))})
