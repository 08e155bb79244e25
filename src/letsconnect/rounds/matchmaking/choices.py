"""What one proposed connection could be instead, and who could be in one made by hand; in words for the team."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from letsconnect.connections.queries.whens import When as WhenInWords
from letsconnect.connections.queries.whens import when
from letsconnect.connections.times import moment_of
from letsconnect.matching.matchmaking.editing import Desk, Wanted, instead_of, times_for, wanted_of
from letsconnect.matching.queries.names import names_for_team, people_by_id, topic_labels
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round, RoundConnection

MOST_TIMES, MOST_SWAPS = 60, 40


@dataclass(frozen=True)
class Seat:
    """One person's place: who could have it instead (id and name), all of them allowed."""

    id: str
    name: str
    instead: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """`times`: value for the form and the time in words. `pairs`: two usernames' ids and their names."""

    times: tuple[tuple[str, WhenInWords], ...]
    seats: tuple[Seat, ...]
    pairs: tuple[tuple[str, str, str, str], ...]


def choices_of(desk: Desk, row: RoundConnection, reader: Person) -> Choices:
    """Everything the rules allow for this connection."""
    now = wanted_of(row.facts)
    people = people_by_id(now.people)
    others = [people[one] for one in now.people if one in people]
    if any(name not in desk.people for name in now.people):
        return Choices((), (), ())
    times = [one for one in times_for(desk, now) if one != now.when][:MOST_TIMES]
    swaps = {one: _newcomers(instead_of(desk, now, one)[:MOST_SWAPS], now) for one in now.people}
    names = names_for_team({*now.people, *(name for found in swaps.values() for name in found)})
    return Choices(
        times=tuple((f"{w}-{s}", when(moment_of(row.round.monday, w, s), reader, others)) for w, s in times),
        seats=tuple(
            Seat(one, names[one], tuple((other, names[other]) for other in found)) for one, found in swaps.items()
        ),
        pairs=tuple(
            (one, other, names[one], names[other]) for one in now.people for other in now.people if one < other
        ),
    )


def changed(row: RoundConnection, given: Mapping[str, str]) -> Wanted | None:
    """What was asked for on the page of a connection: another time (`when`), or `new` in the place of `old`. None
    where nothing was chosen."""
    now = wanted_of(row.facts)
    old, new = given.get("old", ""), given.get("new", "")
    week, _dash, slot = given.get("when", "").partition("-")
    if week.isdecimal() and slot.isdecimal():
        return replace(now, when=(int(week[:3]), int(slot[:4])))
    if not new or old not in now.people:
        return None
    if old == now.sharer:
        return replace(now, sharer=new)
    return replace(now, learners=tuple(new if one == old else one for one in now.learners))


def sides_of(round_: Round, topic: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Who shares the topic in this round, and who wants to learn it: id and name, by name."""
    people = (round_.input or {}).get("people", [])
    sharers = [one["id"] for one in people if any(offer["topic"] == topic for offer in one["share"])]
    learners = [one["id"] for one in people if any(wish["topic"] == topic for wish in one["learn"])]
    names = names_for_team([*sharers, *learners])
    return _by_name(sharers, names), _by_name(learners, names)


def topics_of(round_: Round) -> dict[str, str]:
    """The topics that somebody shares and somebody wants in this round, by name."""
    people = (round_.input or {}).get("people", [])
    shared = {offer["topic"] for one in people for offer in one["share"]}
    wanted = {wish["topic"] for one in people for wish in one["learn"]}
    return dict(sorted(topic_labels(shared & wanted).items(), key=lambda two: two[1]))


def _newcomers(found: list[dict], now: Wanted) -> list[str]:
    return [next(name for name in (one["sharer"], *one["learners"]) if name not in now.people) for one in found]


def _by_name(ids: list[str], names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((one, names[one]) for one in ids), key=lambda two: two[1])
