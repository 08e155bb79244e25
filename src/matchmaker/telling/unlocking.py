"""What one more of something would have opened, after a plan.

A wish is *shut* when it waits, its person may still learn, and nobody with room left may meet them on it: every sharer
of the topic is full or kept away by group, a meeting (past or of this plan), level, a block, language and bookings, or
hours. Counted is, for one change at a time, how many shut wishes would then have a possible connection of two:

- one more sharer of a topic: new to everybody, of no group, at the highest level, who speaks one language (bookings
  left count too) and is free for one session; the language and start that open most, one line a topic;
- one more half-hour: everybody with room left who shares the topic is free then too; the best one, one line a topic;
- one more language: everybody with room left who shares the topic speaks it too (bookings left count here as well);
- one more booking of interpretation between two languages, whether or not the round has such bookings;
- one more connection that a full sharer would lead.

The count is an upper one, not a promise: it looks at each wish alone, not at whether all fit in together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

from matchmaker import hours
from matchmaker.near.roster import Pairs, Roster
from matchmaker.shapes import Pair, Person, Plan, Round, pair

LINES = 10
ANY = ("any",)
Key = TypeVar("Key")
Wish = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unlock:
    """So many wishes would be opened by one more of this; what does not matter for it is None.

    `half_hour` is the one to add, `slot` the start of the session to offer, both 0-335.
    """

    wishes: int
    topic: str | None = None
    language: str | None = None
    languages: Pair | None = None
    half_hour: int | None = None
    slot: int | None = None
    sharer: str | None = None


def unlocks(round_: Round, plan: Plan) -> Mapping[str, tuple[Unlock, ...]]:
    """The most that one more of each kind would open, by kind."""
    left = left_over(round_, plan)
    shut = shut_wishes(left)
    held = _only(left, shut)
    return {
        "one_more_sharer": _most(_new_sharers(held)),
        "one_more_half_hour": _most(_half_hours(held)),
        "one_more_language": _most(_languages(held)),
        "one_more_booking": _most(_bookings(held)),
        "one_more_connection": _most(_connections(held, round_)),
    }


def left_over(round_: Round, plan: Plan) -> Round:
    """What the plan leaves: wishes, room and bookings not used; those who meet in it have met."""
    leads = Counter(c.sharer for c in plan.connections)
    learns = Counter(name for c in plan.connections for name in c.learners)
    booked = Counter(pair(*c.interpretation) for c in plan.connections if c.interpretation)
    served = {(name, c.topic) for c in plan.connections for name in c.learners}
    people = tuple(
        replace(
            person,
            learn=tuple(wish for wish in person.learn if (person.id, wish.topic) not in served),
            learn_limit=person.learn_limit - learns[person.id],
            share_limit=person.share_limit - leads[person.id],
        )
        for person in round_.people
    )
    pools = tuple(
        replace(pool, bookings=pool.bookings - booked[pair(*pool.languages)]) for pool in round_.interpretation
    )
    met = round_.met | {pair(c.sharer, name) for c in plan.connections for name in c.learners}
    return replace(round_, people=people, met=met, interpretation=pools, locked=())


def shut_wishes(left: Round) -> set[Wish]:
    """The wishes, of those who may still learn, that have no possible connection of two in this round."""
    wished = {(person.id, wish.topic) for person in left.people if person.learn_limit for wish in person.learn}
    return wished - {(name, topic) for _, name, topic in _possible(left)}


def _only(left: Round, shut: set[Wish]) -> Round:
    """The same round with no other wishes than these."""
    return replace(left, people=tuple(replace(one, learn=_kept(one, shut)) for one in left.people))


def _kept(person: Person, shut: set[Wish]) -> tuple:
    return tuple(wish for wish in person.learn if (person.id, wish.topic) in shut)


def _possible(round_: Round) -> Iterator[tuple[str, str, str]]:
    """Sharer, learner and topic of every possible connection of two."""
    roster = Roster(round_)
    names, topics = [person.id for person in roster.people], list(roster.topics)
    for part in roster.by_topic():
        for sharer, learner, topic in _rows(part):
            yield names[sharer], names[learner], topics[topic]


def _rows(part: Pairs) -> Iterator[tuple[int, int, int]]:
    return zip(part.sharers.tolist(), part.learners.tolist(), part.topics.tolist(), strict=True)


def _new_sharers(held: Round) -> Iterator[Unlock]:
    waiting: dict[str, list[Person]] = defaultdict(list)
    for person in held.people:
        for wish in person.learn if person.learn_limit else ():
            waiting[wish.topic].append(person)
    for topic, learners in waiting.items():
        tally: Counter[tuple[str, int]] = Counter()
        for person in learners:
            tally.update(product(_tongues(held, person), hours.half_hours(_starts(held, person))))
        if tally:
            (language, slot), wishes = _best(tally)
            yield Unlock(wishes, topic=topic, language=language, slot=slot)


def _tongues(round_: Round, person: Person) -> set[str]:
    """The languages of those with whom this person can speak, by the bookings left too."""
    spoken = set(person.languages)
    within = [pool.languages for pool in round_.interpretation if pool.bookings and spoken & set(pool.languages)]
    return spoken.union(*within)


def _starts(round_: Round, person: Person) -> int:
    found = 0
    for week in range(round_.weeks if person.free_weeks else 1):
        found |= hours.starts(person.free_in(week))
    return found


def _half_hours(held: Round) -> Iterator[Unlock]:
    always = tuple(replace(one, free=hours.WHOLE_WEEK, free_weeks=()) for one in held.people)
    nearly = {person.id: _nearly_starts(held, person) for person in held.people if person.share_limit}
    reached = {person.id: _reached(held, person) for person in held.people if person.learn}
    opened: dict[Wish, int] = defaultdict(int)
    for sharer, learner, topic in _possible(replace(held, people=always)):
        for near, by in zip(nearly[sharer], reached[learner], strict=True):
            opened[learner, topic] |= near[0] & by[0] | near[1] & by[1] | near[2] & by[2]
    tally: dict[str, Counter[int]] = defaultdict(Counter)
    for (_, topic), found in opened.items():
        tally[topic].update(hours.half_hours(found))
    for topic, counts in tally.items():
        if counts:
            half_hour, wishes = _best(counts)
            yield Unlock(wishes, topic=topic, half_hour=half_hour)


def _nearly_starts(round_: Round, person: Person) -> list[tuple[int, int, int]]:
    """By week: the half-hours that would complete a session as its first, second or third."""
    found = []
    for week in range(round_.weeks):
        free = person.free_in(week)
        before, after = hours.later(free, 1), hours.later(free, -1)
        ends = before & hours.later(free, 2), before & after, after & hours.later(free, -2)
        found.append((ends[2] & ~free, ends[1] & ~free, ends[0] & ~free))
    return found


def _reached(round_: Round, person: Person) -> list[tuple[int, int, int]]:
    """By week: the first, second and third half-hours of the sessions this person could sit in."""
    starts = [hours.starts(person.free_in(week)) for week in range(round_.weeks)]
    return [(one, hours.later(one, 1), hours.later(one, 2)) for one in starts]


def _all_but_language(held: Round) -> Iterator[tuple[str, str, str]]:
    return _possible(replace(held, people=tuple(replace(one, languages=ANY) for one in held.people)))


def _languages(held: Round) -> Iterator[Unlock]:
    spoken = {person.id: _tongues(held, person) for person in held.people}
    opened = {(learner, topic) for _, learner, topic in _all_but_language(held)}
    tally = Counter((topic, language) for learner, topic in opened for language in spoken[learner])
    for (topic, language), wishes in tally.items():
        yield Unlock(wishes, topic=topic, language=language)


def _bookings(held: Round) -> Iterator[Unlock]:
    spoken = {person.id: person.languages for person in held.people}
    opened = {
        (pair(one, other), learner, topic)
        for sharer, learner, topic in _all_but_language(held)
        for one, other in product(spoken[sharer], spoken[learner])
    }
    for languages, wishes in Counter(languages for languages, _, _ in opened).items():
        yield Unlock(wishes, languages=languages)


def _connections(held: Round, round_: Round) -> Iterator[Unlock]:
    limit = {person.id: person.share_limit for person in round_.people}
    full = tuple(replace(one, share_limit=int(limit[one.id] > 0 == one.share_limit)) for one in held.people)
    opened = Counter(sharer for sharer, _, _ in _possible(replace(held, people=full)))
    for sharer, wishes in opened.items():
        yield Unlock(wishes, sharer=sharer)


def _best(tally: Counter[Key]) -> tuple[Key, int]:
    return min(tally.items(), key=lambda counted: (-counted[1], str(counted[0])))


def _most(found: Iterable[Unlock]) -> tuple[Unlock, ...]:
    """The first lines, those that open most before."""
    return tuple(sorted(found, key=lambda one: (-one.wishes, repr(one)))[:LINES])
