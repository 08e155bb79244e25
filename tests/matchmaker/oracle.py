"""A slow, obvious, complete solver: tries every set of connections at every time."""

from itertools import combinations

from matchmaker.checking import Book, broken_rules, connection_value
from matchmaker.shapes import Connection, Round


def every_group(round_: Round) -> list[list[Connection]]:
    """All allowed sets of people on all topics; for each the connections that differ in language or time."""
    found = []
    ids = [person.id for person in round_.people]
    for sharer in round_.people:
        for offer in sharer.share:
            for size in (1, 2, 3):
                for learners in combinations([one for one in ids if one != sharer.id], size):
                    ways = every_way(round_, sharer.id, learners, offer.topic)
                    if ways:
                        found.append(ways)
    return found


def every_way(round_: Round, sharer: str, learners: tuple[str, ...], topic: str) -> list[Connection]:
    """The allowed connections of these people on this topic, by language or booking and by time."""
    spoken = sorted({language for person in round_.people for language in person.languages})
    channels = [(one, None) for one in spoken[:]] + [(None, pool.languages) for pool in round_.interpretation]
    first = [Connection(sharer, learners, topic, language, pool, 0, 0) for language, pool in channels]
    alone = Round(round_.people, round_.weeks, round_.met, round_.never, round_.interpretation, round_.policy)
    talking = [one for one in first if all("not free" in line for line in broken_rules(alone, [one]))]
    by_kind = {one.interpretation: one for one in talking}  # one common language is as good as another
    return [
        Connection(sharer, learners, topic, one.language, one.interpretation, week, slot)
        for one in by_kind.values()
        for week, slot in common_times(round_, one)
    ]


def common_times(round_: Round, c: Connection) -> list[tuple[int, int]]:
    people = [person for person in round_.people if person.id in c.people]
    return [
        (week, slot)
        for week in range(round_.weeks)
        for slot in range(336)
        if all(one.free_in(week) >> (slot + step) % 336 & 1 for one in people for step in range(3))
    ]


def best(round_: Round) -> tuple[int, int, int]:
    """The best value of any plan that holds what is locked, the most learners at that value, and how many groups are
    allowed."""
    groups = every_group(round_)
    book = Book.of(round_)
    worth = [max(connection_value(book, one) for one in ways) for ways in groups]
    order = sorted(range(len(groups)), key=lambda at: -worth[at])
    hopes = [0] * (len(order) + 1)
    for place in range(len(order) - 1, -1, -1):
        hopes[place] = hopes[place + 1] + max(0, worth[order[place]])
    top: list[tuple[int, int] | None] = [None]

    def deepen(place: int, chosen: list[Connection], value: int) -> None:
        score = (value, len({name for c in chosen for name in c.learners}))
        top[0] = max(top[0] or score, score)
        if place == len(order) or value + hopes[place] < top[0][0]:
            return
        for one in groups[order[place]]:
            if fits(round_, book, chosen, one):
                deepen(place + 1, [*chosen, one], value + connection_value(book, one))
        deepen(place + 1, chosen, value)

    deepen(0, list(round_.locked), sum(connection_value(book, c) for c in round_.locked))
    return *top[0], len(groups)


def fits(round_: Round, book: Book, chosen: list[Connection], new: Connection) -> bool:
    """Whether the connection can stand beside those chosen."""
    people = book.people
    if sum(c.sharer == new.sharer for c in chosen) >= people[new.sharer].share_limit:
        return False
    for name in new.learners:
        if sum(name in c.learners for c in chosen) >= people[name].learn_limit:
            return False
        if any(name in c.learners and c.topic == new.topic for c in chosen):
            return False
        if any({c.sharer, other} == {new.sharer, name} for c in chosen for other in c.learners):
            return False
    if new.interpretation and sum(c.interpretation == new.interpretation for c in chosen) >= next(
        pool.bookings for pool in round_.interpretation if pool.languages == new.interpretation
    ):
        return False
    start = 336 * new.week + new.slot
    return not any(set(c.people) & set(new.people) and abs(336 * c.week + c.slot - start) < 3 for c in chosen)
