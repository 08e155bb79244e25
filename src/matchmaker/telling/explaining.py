"""Why each wish that is not served waits: the first limit that stopped it, and the nearest miss."""

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module

from matchmaker.limits import REMAIN, STEPS, obstacle
from matchmaker.register import Register
from matchmaker.shapes import Connection, Waiting, Wish

UNTOLD = {"blocked"}
FEW = 500
Steps = tuple[int, int, bool]


def waiting(register: Register, connections: Iterable[Connection]) -> tuple[Waiting, ...]:
    """One line for every wish the connections leave open, by person and topic."""
    connections = list(connections)
    leads = Counter(register.number[c.sharer] for c in connections)
    learns = Counter(register.number[name] for c in connections for name in c.learners)
    served = {(register.number[name], c.topic) for c in connections for name in c.learners}
    full = [person.share_limit <= leads[at] for at, person in enumerate(register.people)]
    wishes = [
        (at, wish)
        for at, person in enumerate(register.people)
        for wish in person.learn
        if (at, wish.topic) not in served
    ]
    found = _steps(register, wishes, full)
    return tuple(_why(register, at, wish, learns[at], steps) for (at, wish), steps in zip(wishes, found, strict=True))


def _why(register: Register, at: int, wish: Wish, learns: int, steps: Steps) -> Waiting:
    person = register.people[at]
    if person.learn_limit == 0:
        return Waiting(person.id, wish.topic, "learn_limit_zero")
    last, first, room = steps
    if last < 0:
        return Waiting(person.id, wish.topic, "no_sharer")
    code = _crowded_out(room, learns >= person.learn_limit) if last == REMAIN else STEPS[last]
    return Waiting(person.id, wish.topic, code, None if code in UNTOLD else register.people[first].id)


def _crowded_out(room: bool, sated: bool) -> str:
    if not room:
        return "sharers_full"
    return "learn_limit_reached" if sated else "outweighed"


def _steps(register: Register, wishes: Sequence[tuple[int, Wish]], full: Sequence[bool]) -> list[Steps]:
    if len(full) > FEW:
        return import_module("matchmaker.telling.explaining_many").Looker(register, full).steps(wishes)  # type: ignore[no-any-return]
    return [steps_of(register, at, wish, full) for at, wish in wishes]


def steps_of(register: Register, at: int, wish: Wish, full: Sequence[bool]) -> Steps:
    """The last step that sharers reach, the first who does, and whether one of those who remain has room."""
    last, first, room = -1, -1, False
    for sharer, offer in register.sharers.get(wish.topic, ()):
        stopped = obstacle(register, sharer, offer, at, wish)
        step = REMAIN if stopped is None else stopped
        if step > last:
            last, first = step, sharer
        room = room or (step == REMAIN and not full[sharer])
    return last, first, room
