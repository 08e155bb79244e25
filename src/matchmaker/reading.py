"""A round from JSON, strictly: whatever is wrong is one line that names the person and the field."""

import itertools
import json
import operator
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from matchmaker import hours
from matchmaker.checking import broken_rules
from matchmaker.shapes import Connection, Interpretation, Offer, Pair, Person, Policy, Round, Wish, pair

PERSON = {
    "id", "group", "languages", "free", "learn", "share", "learn_limit", "share_limit", "equity",
}  # fmt: skip
PERSON_MAY = {"free_weeks"}
WISH, OFFER = {"topic", "priority", "level"}, {"topic", "level"}
ROUND = {"version", "people"}
ROUND_MAY = {"weeks", "met", "never", "interpretation", "policy", "locked"}
POLICY = {"priority", "fit", "reciprocity", "group_cost", "interpretation_cost"}
FIT = {"same_or_one_above", "further_above", "one_below"}
PLACE = {"sharer", "learners", "topic", "language", "interpretation", "week", "slot"}
PLACE_MAY = {"alternatives", "value", "reasons"}
LARGEST, POINTS, PERCENT = 1_000_000_000, 1_000_000, 10_000  # in these, sums stay exact in any round
SAY = json.JSONEncoder(default=str).encode  # made once: making one takes longer than saying an id
NOTHING: frozenset[str] = frozenset()
TOPIC = operator.attrgetter("topic")
T = TypeVar("T")


class Unreadable(ValueError):
    """Input that is not a round or a plan; its text is one line."""


def load(text: bytes) -> Any:
    """The JSON value in these bytes; no key twice, no NaN."""
    try:
        return json.loads(text.decode(), object_pairs_hook=_object, parse_constant=_no_constant)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not JSON: {error}".splitlines()[0]) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Unreadable(f"the key {said(twice)} stands twice in one object")
    return found


def _no_constant(name: str) -> float:
    raise Unreadable(f"{name} is not a number of JSON")


def said(value: object) -> str:
    """The value as JSON on one line, short and in ASCII."""
    text = SAY(value)
    return text if len(text) <= 80 else text[:77] + "..."


def fault(where: str, what: str) -> Unreadable:
    """What is wrong, said with its place if it has one."""
    return Unreadable(f"{where}: {what}" if where else what)


def keys(value: Any, must: AbstractSet[str], may: AbstractSet[str], where: str) -> dict[str, Any]:
    """The value when it is an object with all of `must` and nothing beyond `may`."""
    if not isinstance(value, dict):
        raise fault(where, "must be an object")
    if value.keys() == must:
        return value
    if missing := must - value.keys():
        raise fault(where, f"{min(missing)} is missing")
    if unknown := value.keys() - must - may:
        raise fault(where, f"unknown key {said(min(unknown))}")
    return value


def whole(value: Any, low: int, high: int, where: str) -> int:
    """The value when it is a whole number from low to high."""
    if type(value) is not int or not low <= value <= high:
        raise Unreadable(f"{where}: must be a whole number from {low} to {high}, not {said(value)}")
    return value


def text(value: Any, where: str) -> str:
    """The value when it is a text."""
    if type(value) is not str:
        raise Unreadable(f"{where}: must be a text, not {said(value)}")
    return value


def items(value: Any, where: str) -> list[Any]:
    """The value when it is a list."""
    if not isinstance(value, list):
        raise Unreadable(f"{where}: must be a list")
    return value


def read_round(source: bytes) -> Round:
    """The round in these bytes; Unreadable when it is not one."""
    return round_from(load(source))


def round_from(value: Any) -> Round:
    """The round in a JSON value, people by id; Unreadable when it is not one."""
    found = keys(value, ROUND, ROUND_MAY, "round")
    whole(found["version"], 1, 1, "version")
    weeks = whole(found.get("weeks", 4), 1, 8, "weeks")
    people = sorted((_person(one, weeks) for one in items(found["people"], "people")), key=operator.attrgetter("id"))
    for before, after in itertools.pairwise(people):
        if before.id == after.id:
            raise Unreadable(f"person {said(after.id)}: id stands twice")
    known = {person.id for person in people}
    round_ = Round(
        people=tuple(people),
        weeks=weeks,
        met=frozenset(_pairs(found.get("met", []), known, "met")),
        never=frozenset(_pairs(found.get("never", []), known, "never")),
        interpretation=_interpretation(found.get("interpretation", [])),
        policy=_policy(found["policy"]) if "policy" in found else Policy(),
        locked=_locked(found.get("locked", []), known),
    )
    if broken := broken_rules(round_, round_.locked):
        raise Unreadable(f"locked: {broken[0]}")
    return round_


def _person(value: Any, weeks: int) -> Person:
    try:
        return _person_of(keys(value, PERSON, PERSON_MAY, ""), weeks)
    except Unreadable as error:  # only then is it said who it is, which takes longer than reading a wish
        name = value.get("id") if isinstance(value, dict) else None
        raise Unreadable(f"person {said(name)}: {error}") from None


def _person_of(found: dict[str, Any], weeks: int) -> Person:
    learn = tuple(_wish(one) for one in items(found["learn"], "learn"))
    share = tuple(_offer(one) for one in items(found["share"], "share"))
    _topics_once([one.topic for one in learn], [one.topic for one in share])
    return Person(
        id=text(found["id"], "id"),
        group=None if found["group"] is None else text(found["group"], "group"),
        languages=_languages(found["languages"]),
        free=_free(found["free"], "free"),
        learn=tuple(sorted(learn, key=TOPIC)),
        share=tuple(sorted(share, key=TOPIC)),
        learn_limit=whole(found["learn_limit"], 0, 4, "learn_limit"),
        share_limit=whole(found["share_limit"], 0, 4, "share_limit"),
        equity=whole(found["equity"], 0, 100, "equity"),
        free_weeks=_free_weeks(found["free_weeks"], weeks) if "free_weeks" in found else (),
    )


def _languages(value: Any) -> tuple[str, ...]:
    found = tuple(text(one, "languages") for one in items(value, "languages"))
    if len(set(found)) != len(found):
        raise Unreadable("languages: one stands twice")
    return found


def _wish(value: Any) -> Wish:
    found = keys(value, WISH, NOTHING, "learn")
    return Wish(
        text(found["topic"], "learn: topic"),
        whole(found["priority"], 1, 3, "learn: priority"),
        whole(found["level"], 1, 3, "learn: level"),
    )


def _offer(value: Any) -> Offer:
    found = keys(value, OFFER, NOTHING, "share")
    return Offer(text(found["topic"], "share: topic"), whole(found["level"], 1, 4, "share: level"))


def _topics_once(learn: list[str], share: list[str]) -> None:
    if len(set(learn)) != len(learn):
        raise Unreadable("learn: a topic stands twice")
    if len(set(share)) != len(share):
        raise Unreadable("share: a topic stands twice")
    if both := set(learn) & set(share):
        raise Unreadable(f"share: {said(min(both))} stands in learn too")


def _free(value: Any, where: str) -> int:
    for one in items(value, where):
        if not isinstance(one, list) or len(one) != 2 or type(one[0]) is not int or type(one[1]) is not int:
            raise fault(where, f"must hold pairs [start, end] of whole numbers, not {said(one)}")
    try:
        return hours.from_ranges(value)
    except ValueError as error:
        raise Unreadable(f"{where}: {error}"[:200]) from error


def _free_weeks(value: Any, weeks: int) -> tuple[int, ...]:
    found = tuple(_free(week, "free_weeks") for week in items(value, "free_weeks"))
    if len(found) != weeks:
        raise Unreadable(f"free_weeks: must hold {weeks} lists, not {len(found)}")
    return found


def _pairs(value: Any, known: set[str], where: str) -> Iterable[Pair]:
    for one in items(value, where):
        if not isinstance(one, list) or len(one) != 2:
            raise Unreadable(f"{where}: must hold pairs of ids, not {said(one)}")
        for person in one:
            if text(person, where) not in known:
                raise Unreadable(f"{where}: unknown person {said(person)}")
        if one[0] == one[1]:
            raise Unreadable(f"{where}: person {said(one[0])} stands beside themselves")
        yield pair(one[0], one[1])


def _language_pair(value: Any, where: str) -> Pair:
    found = [text(one, where) for one in items(value, where)]
    if len(found) != 2 or found[0] == found[1]:
        raise Unreadable(f"{where}: must be two different languages, not {said(value)}")
    return found[0], found[1]


def _interpretation(value: Any) -> tuple[Interpretation, ...]:
    pools = {}
    for one in items(value, "interpretation"):
        found = keys(one, {"languages", "bookings"}, NOTHING, "interpretation")
        two = _language_pair(found["languages"], "interpretation: languages")
        if pair(*two) in pools:
            raise Unreadable(f"interpretation: languages: {said(two)} stands twice")
        bookings = whole(found["bookings"], 0, LARGEST, "interpretation: bookings")
        pools[pair(*two)] = Interpretation(two, bookings)
    return tuple(pools[two] for two in sorted(pools))


def _three(value: Any, most: int, where: str) -> tuple[int, int, int]:
    found = [whole(one, 0, most, where) for one in items(value, where)]
    if len(found) != 3:
        raise Unreadable(f"{where}: must hold three numbers")
    return found[0], found[1], found[2]


def _policy(value: Any) -> Policy:
    found = keys(value, POLICY, NOTHING, "policy")
    fit = keys(found["fit"], FIT, NOTHING, "policy: fit")
    cost = _three(found["group_cost"], LARGEST, "policy: group_cost")
    if list(cost) != sorted(cost):
        raise Unreadable("policy: group_cost: must not decrease")
    return Policy(
        priority=_three(found["priority"], POINTS, "policy: priority"),
        reciprocity=whole(found["reciprocity"], 0, POINTS, "policy: reciprocity"),
        group_cost=cost,
        interpretation_cost=whole(found["interpretation_cost"], 0, LARGEST, "policy: interpretation_cost"),
        **{name: whole(fit[name], 0, PERCENT, f"policy: fit: {name}") for name in FIT},
    )


def _locked(value: Any, known: set[str]) -> tuple[Connection, ...]:
    found = [connection_from(one, "locked") for one in items(value, "locked")]
    for one in found:
        if unknown := set(one.people) - known:
            raise Unreadable(f"locked: unknown person {said(min(unknown))}")
    return tuple(sorted(found, key=lambda one: (one.sharer, one.topic, one.learners)))


def connection_from(value: Any, where: str) -> Connection:
    """A connection in the plan's form: its place and people; value and reasons are worked out anew."""
    try:
        return _connection_of(keys(value, PLACE, PLACE_MAY, ""))
    except Unreadable as error:
        raise Unreadable(f"{place_of(value, where)}: {error}") from None


def place_of(value: Any, where: str) -> str:
    """Where a connection with something wrong stands, with its sharer as far as there is one."""
    sharer = value.get("sharer") if isinstance(value, dict) else None
    return where if sharer is None else f"{where}: person {said(sharer)}"


def _connection_of(found: dict[str, Any]) -> Connection:
    return Connection(
        sharer=text(found["sharer"], "sharer"),
        learners=tuple(sorted(text(one, "learners") for one in items(found["learners"], "learners"))),
        topic=text(found["topic"], "topic"),
        language=_or_none(found["language"], text, "language"),
        interpretation=_or_none(found["interpretation"], _language_pair, "interpretation"),
        week=whole(found["week"], 0, 7, "week"),
        slot=whole(found["slot"], 0, hours.WEEK - 1, "slot"),
    )


def _or_none(value: Any, read: Callable[[Any, str], T], where: str) -> T | None:
    return None if value is None else read(value, where)
