"""From chosen groups and times to a plan that explains itself."""

from collections.abc import Sequence
from dataclasses import replace

from matchmaker import hours, limits, value
from matchmaker.exact import scheduling
from matchmaker.exact.scheduling import Session
from matchmaker.register import Register
from matchmaker.shapes import Certificate, Connection, Pair, Plan
from matchmaker.telling.explaining import waiting

SOLVER = "matchmaker 1"


def session_of(register: Register, people: Sequence[int]) -> Session:
    """These people and all the times at which they could meet."""
    return Session(tuple(people), register.times(limits.common_starts(register, people)))


def locked_sessions(register: Register) -> list[Session]:
    """The locked connections, each at its one time."""
    return [
        Session(tuple(register.number[name] for name in c.people), 1 << (hours.WEEK * c.week + c.slot))
        for c in register.round.locked
    ]


def connection(register: Register, people: Sequence[int], topic: str, pool: int, when: int) -> Connection:
    """The connection of these people, the sharer first, with its value and reasons."""
    week, slot = divmod(when, hours.WEEK)
    names = [register.people[at].id for at in people]
    language = best_language(register, people) if pool < 0 else None
    booking = register.pools[pool].languages if pool >= 0 else None
    return completed(register, Connection(names[0], tuple(sorted(names[1:])), topic, language, booking, week, slot))


def best_language(register: Register, people: Sequence[int]) -> str:
    """The language all speak in which nobody has to reach far down their own ranking."""
    rankings = [register.people[at].languages for at in people]
    common = set(rankings[0]).intersection(*rankings[1:])
    ranks = {one: sorted((ranking.index(one) for ranking in rankings), reverse=True) for one in common}
    return min(common, key=lambda one: (ranks[one], one))


def completed(register: Register, c: Connection) -> Connection:
    """The same connection with its alternatives, value and reasons."""
    starts = register.slots(limits.common_starts(register, [register.number[name] for name in c.people]))
    reasons = value.reasons(register, c, starts.bit_count())
    return replace(
        c,
        interpretation=c.interpretation and _as_in_round(register, c.interpretation),
        alternatives=alternatives(starts, c.slot),
        value=sum(reason.value or 0 for reason in reasons),
        reasons=reasons,
    )


def _as_in_round(register: Register, booking: Pair) -> Pair:
    return next(pool.languages for pool in register.pools if set(pool.languages) == set(booking))


def alternatives(starts: int, slot: int) -> tuple[int, ...]:
    """At most two other starts, as far round the week as can be from the one chosen and from each other."""
    found: list[int] = []
    others = hours.half_hours(starts & ~(1 << slot))
    while others and len(found) < 2:
        far = max(others, key=lambda start: min(apart(start, one) for one in (slot, *found)))  # the earliest of several
        found.append(far)
        others.remove(far)
    return tuple(sorted(found))


def apart(one: int, other: int) -> int:
    """Half-hours between two starts, the shorter way round the week."""
    return min((one - other) % hours.WEEK, (other - one) % hours.WEEK)


def plan(register: Register, found: list[Connection], bound: int, proof: Certificate) -> Plan:
    """The plan that these connections make, with everybody accounted for."""
    connections = sorted(found, key=lambda c: (c.sharer, c.week, c.slot, c.topic))
    return Plan(
        connections=tuple(connections),
        waiting=waiting(register, connections),
        value=sum(c.value for c in connections),
        bound=bound,
        certificate=proof,
        solver=SOLVER,
    )


def placed(sessions: Sequence[Session], fixed: Sequence[Session]) -> list[int]:
    """A time for each session beside the fixed ones; -1 for those that cannot be held."""
    times, _ = scheduling.place([*fixed, *sessions])
    return [times.get(at, -1) for at in range(len(fixed), len(fixed) + len(sessions))]
