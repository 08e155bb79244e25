"""May these two meet at all? The limits in the contract's order, and what people have in common."""

from collections.abc import Iterable

from matchmaker.register import Register
from matchmaker.shapes import Offer, Wish

STEPS = ("own_group_only", "already_met", "level", "blocked", "no_common_language", "no_common_hours")
REMAIN = len(STEPS)


def common_starts(register: Register, people: Iterable[int]) -> int:
    """The session starts, by layer, at which all of them are free."""
    found = -1
    for at in people:
        found &= register.starts[at]
    return found


def common_tongues(register: Register, people: Iterable[int]) -> int:
    """The languages all of them speak."""
    found = -1
    for at in people:
        found &= register.tongues[at]
    return found


def common_reach(register: Register, people: Iterable[int]) -> int:
    """The interpretation pairs of which each of them speaks at least one language."""
    found = -1
    for at in people:
        found &= register.reach[at]
    return found


def obstacle(register: Register, sharer: int, offer: Offer, learner: int, wish: Wish) -> int | None:
    """The first of STEPS that keeps these two apart on this topic, or None when they may meet."""
    group = register.people[sharer].group
    if group is not None and group == register.people[learner].group:
        return 0
    if learner in register.met[sharer]:
        return 1
    if offer.level < wish.level - 1:
        return 2
    if learner in register.never[sharer]:
        return 3
    if not (register.tongues[sharer] & register.tongues[learner] or register.reach[sharer] & register.reach[learner]):
        return 4
    return None if register.starts[sharer] & register.starts[learner] else 5
