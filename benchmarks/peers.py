"""What peers do with the same round: each method answers with pairs in the order it would make them.

Seating is the same for all, and generous to the peers: every pair that breaks no limit of the plan so far is kept, an
interpreter is booked where one is needed and left, and times are found by our own timetable.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from matchmaker import finishing, limits
from matchmaker.checking import broken_rules
from matchmaker.near.roster import Pairs, Roster
from matchmaker.register import Register
from matchmaker.shapes import Connection, Plan, Round

Two = tuple[int, int, str]


class Field:
    """A round opened for peers: its possible pairs by worth, and their numbers."""

    def __init__(self, round_: Round) -> None:
        self.round, self.register = round_, Register.of(round_)
        self.roster = Roster(round_)
        self.names = list(self.roster.topics)
        self.pairs: Pairs = self.roster.everybody()

    def listed(self, order: Iterable[int]) -> Iterator[Two]:
        """The pairs at these places."""
        sharers, learners, topics = (column.tolist() for column in self.pairs[:3])
        return ((sharers[at], learners[at], self.names[topics[at]]) for at in order)

    def worth(self) -> dict[tuple[int, int], tuple[int, str]]:
        """For each two people the most their meeting is worth, and on what."""
        best: dict[tuple[int, int], tuple[int, str]] = {}
        for (sharer, learner, topic), worth in zip(
            self.listed(range(len(self.pairs.worth))), self.pairs.worth.tolist(), strict=True
        ):
            if worth > best.get((sharer, learner), (0, ""))[0]:
                best[sharer, learner] = worth, topic
        return best


def first_come(field: Field, chance: random.Random) -> Iterator[Two]:
    """Learners in random order, each with their best possible sharer left."""
    order = list(range(len(field.roster.people)))
    chance.shuffle(order)
    place = {at: rank for rank, at in enumerate(order)}
    learners, worth = field.pairs.learners.tolist(), field.pairs.worth.tolist()
    return field.listed(sorted(range(len(worth)), key=lambda at: (place[learners[at]], -worth[at])))


def at_random(field: Field, chance: random.Random) -> Iterator[Two]:
    """Possible pairs in random order; who has met is not possible."""
    order = list(range(len(field.pairs.worth)))
    chance.shuffle(order)
    return field.listed(order)


def greedy(field: Field, chance: random.Random) -> Iterator[Two]:
    """Possible pairs by worth, the best first."""
    return field.listed(np.argsort(-field.pairs.worth, kind="stable").tolist())


def by_overlap(field: Field, chance: random.Random) -> Iterator[Two]:
    """The incumbent's rule: learners in random order go down their ten suggestions; see `overlap_list`."""
    order = list(range(len(field.roster.people)))
    chance.shuffle(order)
    possible = set(field.listed(range(len(field.pairs.worth))))
    for learner, listed in zip(order, overlap_lists(field, chance, order), strict=True):
        for sharer in listed[:10]:
            wanted = sorted(field.register.wants[learner] & field.register.gives[sharer])
            yield from ((sharer, learner, topic) for topic in wanted if (sharer, learner, topic) in possible)


def overlap_lists(field: Field, chance: random.Random, learners: Iterable[int]) -> Iterator[list[int]]:
    """For each learner the people who share what they want, by the number of such topics, ties at random."""
    gives: dict[str, list[int]] = defaultdict(list)
    for at, topics in enumerate(field.register.gives):
        for topic in topics:
            gives[topic].append(at)
    for learner in learners:
        counts = Counter(sharer for topic in sorted(field.register.wants[learner]) for sharer in gives[topic])
        yield sorted(counts, key=lambda sharer: (-counts[sharer], chance.random()))


def hungarian_by_topic(field: Field, chance: random.Random) -> Iterator[Two]:
    """Topic by topic, the most wanted first: the best assignment of its learners to its sharers."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    by_topic: dict[int, list[int]] = defaultdict(list)
    for at, topic in enumerate(field.pairs.topics.tolist()):
        by_topic[topic].append(at)
    sharers, learners, worth = field.pairs.sharers, field.pairs.learners, field.pairs.worth
    for held in sorted(by_topic.values(), key=len, reverse=True):
        rows, row = np.unique(sharers[held], return_inverse=True)
        columns, column = np.unique(learners[held], return_inverse=True)
        table = np.zeros((len(rows), len(columns)))
        table[row, column] = worth[held]
        kept = set(zip(*linear_sum_assignment(table, maximize=True), strict=True))
        yield from field.listed(at for at, one, other in zip(held, row, column, strict=True) if (one, other) in kept)


def optimal_pairs(field: Field, chance: random.Random) -> Iterator[Two]:
    """Pairs of most weight in all (rustworkx), each person once; then again with the room left, until nobody is."""
    import rustworkx  # noqa: PLC0415

    gained = sorted(
        (
            (worth, *two)
            for two, worth in zip(field.listed(range(len(field.pairs.worth))), field.pairs.worth.tolist(), strict=True)
        ),
        reverse=True,
    )
    room = {"s": list(field.register.may_share), "w": list(field.register.may_learn)}
    met: set[tuple[int, int]] = set()
    served: set[tuple[int, str]] = set()
    while True:
        graph: rustworkx.PyGraph = rustworkx.PyGraph(multigraph=False)
        place: dict[tuple[str, int], int] = {}
        best: dict[tuple[int, int], tuple[int, str]] = {}
        for worth, sharer, learner, topic in gained:
            free = room["s"][sharer] and room["w"][learner] and (learner, topic) not in served
            if free and worth > 0 and (sharer, learner) not in met and (sharer, learner) not in best:
                best[sharer, learner] = worth, topic
        for (sharer, learner), (worth, _) in best.items():
            for one in (("s", sharer), ("w", learner)):
                if one not in place:
                    place[one] = graph.add_node(one)
            graph.add_edge(place["s", sharer], place["w", learner], worth)
        if not best:
            return
        found = [dict((graph[one], graph[other])) for one, other in rustworkx.max_weight_matching(graph, weight_fn=int)]
        for sharer, learner in sorted(((two["s"], two["w"]) for two in found), key=lambda two: (-best[two][0], two)):
            room["s"][sharer] -= 1
            room["w"][learner] -= 1
            met |= {(sharer, learner), (learner, sharer)}
            served.add((learner, best[sharer, learner][1]))
            yield sharer, learner, best[sharer, learner][1]


def mentor_match(field: Field, chance: random.Random) -> Iterator[Two]:
    """The package mentor-match: Munkres over its matrix of scores, one pass for each time people may meet (two)."""
    from matching.mentee import Mentee  # noqa: PLC0415
    from matching.mentor import Mentor  # noqa: PLC0415
    from matching.process import process_data  # noqa: PLC0415

    best = field.worth()

    class OurRule:
        def apply(self, match: object) -> int:
            sharer, learner = int(match.mentor.email), int(match.mentee.email)
            room = len(match.mentor.mentees) < field.register.may_share[sharer]
            room &= len(match.mentee.mentors) < field.register.may_learn[learner]
            match.disallowed = not room or (sharer, learner) not in best
            return 0 if match.disallowed else best[sharer, learner][0]

    two_kinds = [sorted({two[side] for two in best}) for side in (0, 1)]
    mentors, mentees = (
        [kind(email=str(at), grade=0, **{"first name": "", "last name": ""}) for at in people]
        for kind, people in zip((Mentor, Mentee), two_kinds, strict=True)
    )
    process_data(mentors, mentees, [[OurRule()], [OurRule()]])
    for mentor in mentors:
        for mentee in mentor.mentees:
            two = int(mentor.email), int(mentee.email)
            yield *two, best[two][1]


class Seating:
    """Keeps what breaks no limit; with `groups`, lets learners join those who meet already when that adds value."""

    def __init__(self, field: Field, *, groups: bool = False) -> None:
        self.field, self.register, self.groups = field, field.register, groups
        self.leads: Counter[int] = Counter()
        self.learns: Counter[int] = Counter()
        self.served: set[tuple[int, str]] = set()
        self.met: set[frozenset[int]] = set()
        self.bookings = [pool.bookings for pool in self.register.pools]
        self.sessions: dict[int, list[tuple[str, list[int], int]]] = defaultdict(list)

    def offer(self, sharer: int, learner: int, topic: str) -> None:
        """Take this pair if it can still be had."""
        if (
            self.learns[learner] < self.register.may_learn[learner]
            and (learner, topic) not in self.served
            and frozenset((sharer, learner)) not in self.met
            and (self._joins(sharer, learner, topic) or self._opens(sharer, learner, topic))
        ):
            self.learns[learner] += 1
            self.served.add((learner, topic))
            self.met.add(frozenset((sharer, learner)))

    def _joins(self, sharer: int, learner: int, topic: str) -> bool:
        for held_topic, people, pool in self.sessions[sharer] if self.groups else ():
            if held_topic == topic and len(people) < 4 and self._fits([*people, learner], pool):
                people.append(learner)
                return True
        return False

    def _fits(self, people: list[int], pool: int) -> bool:
        register = self.register
        *others, learner = people
        talk = (
            limits.common_reach(register, people) >> pool & 1 if pool >= 0 else limits.common_tongues(register, people)
        )
        apart = any(other in register.never[learner] for other in others)
        return bool(talk) and not apart and bool(limits.common_starts(register, people))

    def _opens(self, sharer: int, learner: int, topic: str) -> bool:
        two = (sharer, learner)
        if self.leads[sharer] >= self.register.may_share[sharer]:
            return False
        pool = -1
        if not limits.common_tongues(self.register, two):
            reach = limits.common_reach(self.register, two)
            pool = next((at for at, left in enumerate(self.bookings) if left and reach >> at & 1), -2)
        if pool == -2:
            return False
        if pool >= 0:
            self.bookings[pool] -= 1
        self.leads[sharer] += 1
        self.sessions[sharer].append((topic, [sharer, learner], pool))
        return True

    def connections(self) -> list[Connection]:
        """What was kept, at times that everybody can do."""
        held = [one for sessions in self.sessions.values() for one in sessions]
        times = finishing.placed([finishing.session_of(self.register, people) for _, people, _ in held], [])
        return [
            finishing.connection(self.register, people, topic, pool, when)
            for (topic, people, pool), when in zip(held, times, strict=True)
            if when >= 0
        ]


Method = Callable[[Field, random.Random], Iterator[Two]]


def planned(round_: Round, method: Method, seed: int, *, groups: bool = False) -> Plan:
    """The plan that a method makes of a round; it keeps every rule."""
    field = Field(round_)
    seating = Seating(field, groups=groups)
    for two in method(field, random.Random(seed)):
        seating.offer(*two)
    connections = seating.connections()
    broken = broken_rules(round_, connections)
    assert not broken, broken[0]
    return Plan(tuple(connections), (), sum(c.value for c in connections), 0)
