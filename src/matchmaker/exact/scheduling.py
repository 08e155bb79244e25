"""When each session is held: a week and a start for every one, nobody in two at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from matchmaker import hours

PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Session:
    """The people in it and the times it may start, as bits 336 * week + slot."""

    people: tuple[int, ...]
    times: int


@dataclass(slots=True)
class Timetable:
    """The starts chosen so far; for each person the starts that are no longer free."""

    chosen: dict[int, int] = field(default_factory=dict)
    taken: dict[int, list[int]] = field(default_factory=dict)

    def open_times(self, session: Session) -> int:
        """When the session could still start."""
        left = session.times
        for person in session.people:
            for start in self.taken.get(person, ()):
                left &= ~around(start)
        return left

    def put(self, key: int, session: Session, start: int) -> None:
        """Hold the session at this start."""
        self.chosen[key] = start
        for person in session.people:
            self.taken.setdefault(person, []).append(start)

    def lift(self, key: int, session: Session) -> None:
        """Take the session out again."""
        start = self.chosen.pop(key)
        for person in session.people:
            self.taken[person].remove(start)


def around(start: int) -> int:
    """All starts that would share a half-hour with a session at `start`."""
    width = 2 * hours.SESSION - 1
    return ((1 << width) - 1) << (start + 1 - hours.SESSION) if start >= 2 else (1 << (start + 3)) - 1


def lowest(bits: int) -> int:
    """The first time in the set."""
    return (bits & -bits).bit_length() - 1


def place(sessions: Sequence[Session]) -> tuple[dict[int, int], list[int]]:
    """A start for each session, fewest choices first; and the sessions for which none was found."""
    table, stuck = Timetable(), []
    for key in sorted(range(len(sessions)), key=lambda at: (sessions[at].times.bit_count(), at)):
        left = table.open_times(sessions[key])
        if left:
            table.put(key, sessions[key], lowest(left))
        else:
            stuck.append(key)
    links = links_of(sessions) if stuck else {}
    lost = [key for key in stuck if not _make_room(sessions, table, links, key)]
    return table.chosen, lost


def links_of(sessions: Sequence[Session]) -> dict[int, list[int]]:
    """The sessions of each person."""
    found: dict[int, list[int]] = {}
    for at, session in enumerate(sessions):
        for person in session.people:
            found.setdefault(person, []).append(at)
    return found


def neighbourhood(sessions: Sequence[Session], links: dict[int, list[int]], key: int, most: int) -> list[int]:
    """This session and those linked to it through people, nearest first, at most so many."""
    found, at = [key], 0
    seen = {key}
    while at < len(found) and len(found) < most:
        for other in sorted({near for one in sessions[found[at]].people for near in links[one]} - seen):
            seen.add(other)
            found.append(other)
        at += 1
    return found[:most]


def _make_room(sessions: Sequence[Session], table: Timetable, links: dict[int, list[int]], key: int) -> bool:
    for most in (8, 40, 200):
        near = neighbourhood(sessions, links, key, most)
        before = {at: table.chosen[at] for at in near if at in table.chosen}
        for at in before:
            table.lift(at, sessions[at])
        if _deepen(sessions, table, {key, *before}, [PATIENCE // 10]):
            return True
        for at, start in before.items():
            table.put(at, sessions[at], start)
    return False


def knot_of(sessions: Sequence[Session], key: int) -> list[int] | None:
    """A smallest set of sessions round this one that provably cannot all be held; None if none was proved."""
    near = neighbourhood(sessions, links_of(sessions), key, 200)
    if search(sessions, near) != (None, True):
        return None
    for at in list(near):
        rest = [other for other in near if other != at]
        if search(sessions, rest) == (None, True):
            near = rest
    return near


def search(sessions: Sequence[Session], keys: Iterable[int]) -> tuple[dict[int, int] | None, bool]:
    """Starts for all these sessions together, or None; and whether None is proved or patience ran out."""
    table, left = Timetable(), set(keys)
    patience = [PATIENCE]
    found = _deepen(sessions, table, left, patience)
    return (dict(table.chosen), True) if found else (None, patience[0] > 0)


def _deepen(sessions: Sequence[Session], table: Timetable, left: set[int], patience: list[int]) -> bool:
    if not left:
        return True
    patience[0] -= 1
    if patience[0] <= 0:
        return False
    options = {at: table.open_times(sessions[at]) for at in left}
    key = min(left, key=lambda at: (options[at].bit_count(), at))
    times = options[key]
    left.discard(key)
    while times:
        start = lowest(times)
        times &= times - 1
        table.put(key, sessions[key], start)
        if _deepen(sessions, table, left, patience):
            return True
        table.lift(key, sessions[key])
    left.add(key)
    return False
