"""Why each wish that is not served waits: the first limit that stopped it, and the nearest miss."""

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module

from matchmaker.limits import STEPS, obstacle
from matchmaker.register import Register
from matchmaker.shapes import Connection, Waiting, Wish

UNTOLD = {"blocked"}
FEW = 500
Steps = tuple[int, int, Sequence[int]]


def waiting(register: Register, connections: Iterable[Connection]) -> tuple[Waiting, ...]:
    """One line for every wish the connections leave open, by person and topic."""
    connections = list(connections)
    leads = Counter(register.number[c.sharer] for c in connections)
    learns = Counter(register.number[name] for c in connections for name in c.learners)
    served = {(register.number[name], c.topic) for c in connections for name in c.learners}
    full = [person.share_limit <= leads[at] for at, person in enumerate(register.people)]
    look = import_module("matchmaker.telling.explaining_many").Looker(register).steps if len(full) > FEW else steps_of
    return tuple(
        _why(register, at, wish, full, learns[at], look(register, at, wish))
        for at, person in enumerate(register.people)
        for wish in person.learn
        if (at, wish.topic) not in served
    )


def _why(register: Register, at: int, wish: Wish, full: list[bool], learns: int, steps: Steps) -> Waiting:
    person = register.people[at]
    if person.learn_limit == 0:
        return Waiting(person.id, wish.topic, "learn_limit_zero")
    last, first, remain = steps
    if remain:
        code = _crowded_out(remain, full, learns >= person.learn_limit)
        return Waiting(person.id, wish.topic, code, register.people[remain[0]].id)
    if last < 0:
        return Waiting(person.id, wish.topic, "no_sharer")
    code = STEPS[last]
    return Waiting(person.id, wish.topic, code, None if code in UNTOLD else register.people[first].id)


def steps_of(register: Register, at: int, wish: Wish) -> Steps:
    """The last step at which sharers were struck out, the first of those, and the sharers who remain."""
    last, first, remain = -1, -1, []
    for sharer, offer in register.sharers.get(wish.topic, ()):
        step = obstacle(register, sharer, offer, at, wish)
        if step is None:
            remain.append(sharer)
        elif step > last:
            last, first = step, sharer
    return last, first, remain


def _crowded_out(remain: Sequence[int], full: list[bool], sated: bool) -> str:
    if all(full[sharer] for sharer in remain):
        return "sharers_full"
    return "learn_limit_reached" if sated else "outweighed"
