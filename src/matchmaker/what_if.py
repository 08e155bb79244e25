"""What if? The same round with some connections kept, or with two people kept apart."""

from collections.abc import Iterable
from dataclasses import replace

from matchmaker.checking import broken_rules, place
from matchmaker.shapes import Connection, Person, Round, pair


class NotAllowed(ValueError):
    """A connection that cannot be kept: its text is the first rule it breaks."""


def with_locked(round_: Round, connections: Iterable[Connection]) -> Round:
    """The round whose plan must hold these connections too; NotAllowed when a rule forbids them together.

    One that is locked already stays locked once. Values and reasons are worked out anew.
    """
    known = {place(one): one for one in (*round_.locked, *connections)}
    locked = sorted(known.values(), key=lambda one: (one.sharer, one.topic, one.learners))
    found = replace(round_, locked=tuple(locked))
    if broken := broken_rules(found, found.locked):
        raise NotAllowed(broken[0])
    return found


def without_locked(round_: Round, connections: Iterable[Connection]) -> Round:
    """The round whose plan need not hold these connections any more."""
    freed = {place(one) for one in connections}
    return replace(round_, locked=tuple(one for one in round_.locked if place(one) not in freed))


def kept_apart(round_: Round, *pairs: tuple[str, str]) -> Round:
    """The round in which these two and two must not meet; connections locked with them in are locked no more."""
    never = round_.never | {pair(*two) for two in pairs}
    locked = tuple(one for one in round_.locked if not any({*two} <= {*one.people} for two in pairs))
    return replace(round_, never=never, locked=locked)


def with_person(round_: Round, person: Person) -> Round:
    """The round in which this person is as given, or joins. Locked connections are not looked at again."""
    others = (one for one in round_.people if one.id != person.id)
    return replace(round_, people=tuple(sorted((*others, person), key=lambda one: one.id)))
