"""The matchmaker's index of everybody, one a process, prepared once and kept true.

What people say is followed at once, by the directory's lines; how many conversations they still wish for is counted
anew once a minute, so whoever shows a suggestion asks once more at that moment (`standings`). What one person alone
concerns, whom they must not meet again and what only they know of themselves, is told when they ask.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from threading import RLock

from letsconnect.ground import clock
from letsconnect.inviting.matchmaking.members import MANY, Mark, news_since
from letsconnect.inviting.queries.standing import Standing, standings
from letsconnect.matching.queries.met import pairs_apart, pairs_met
from matchmaker import shapes
from matchmaker.suggesting import Index

COUNTED_FOR = timedelta(minutes=1)
ONE_IN = 10  # when more than a tenth have changed, opening the index anew is quicker than following each


class Prepared:
    """The index, kept true. Hold `lock` while using it."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.index: Index | None = None
        self.mark: Mark | None = None
        self.counted_at: datetime | None = None

    def refresh(self) -> Index:
        """The index as things stand. Nothing is read but the directory's lines where nothing changed."""
        news = news_since(self.mark, self.index.roster.row if self.index else ())
        if self.mark is not None and self.mark.built != news.mark.built:
            self.index = None  # the directory was read anew: perhaps these are other people
        counting = self.index is None or news.whole or self._is_old()
        if self.index is None or counting or news.people:
            self.index = self._followed(self._changed(news.people, counting=counting))
        self.mark = news.mark
        self.counted_at = clock.now() if counting else self.counted_at
        return self.index

    def _is_old(self) -> bool:
        return self.counted_at is None or abs(clock.now() - self.counted_at) >= COUNTED_FOR

    def _held(self) -> dict[str, shapes.Person]:
        return {person.id: person for person in self.index.roster.people} if self.index else {}

    def _changed(self, said: dict[int, shapes.Person], *, counting: bool) -> list[shapes.Person]:
        """Those who are not as the index holds them."""
        held = self._held()
        people = {int(name): person for name, person in held.items()} | said if counting else said
        standing = standings(None if counting or len(people) > MANY else people)
        as_they_are = (_limited(person, standing.get(pk, Standing())) for pk, person in people.items())
        return [person for person in as_they_are if person != held.get(person.id)]

    def _followed(self, changed: list[shapes.Person]) -> Index:
        held = self._held()
        if self.index is None or len(changed) * ONE_IN > len(held):
            return Index.of(_round_of((held | {one.id: one for one in changed}).values()))
        for person in changed:
            self.index.changed(person)
        return self.index


def _limited(person: shapes.Person, standing: Standing) -> shapes.Person:
    return replace(person, learn_limit=standing.learn, share_limit=standing.share)


def _round_of(people: Iterable[shapes.Person]) -> shapes.Round:
    """Everybody's round of one usual week, without interpreters: who is suggested shares a language."""
    some = tuple(people)
    known = {person.id for person in some}
    never = [sorted(str(pk) for pk in two) for two in pairs_met() | pairs_apart()]
    return shapes.Round(some, weeks=1, never=frozenset((one, other) for one, other in never if {one, other} <= known))


_PREPARED = Prepared()


@contextmanager
def prepared() -> Iterator[Index]:
    """This process's index, true and held still meanwhile."""
    with _PREPARED.lock:
        yield _PREPARED.refresh()


def keep_strangers(index: Index, pk: int, not_again: set[int]) -> None:
    """Say whom this person must not meet, or not again: these and nobody else. Acts both ways."""
    me, row = str(pk), index.roster.row
    held = {index.roster.people[at].id for at in index.roster.never[row[me]]}
    said = {str(other) for other in not_again if str(other) in row}
    for other in sorted(held ^ said):
        index.keep_apart(me, other, apart=other in said)
