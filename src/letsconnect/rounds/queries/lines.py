"""The proposal as the team reads it: people, topic, times and reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection
from letsconnect.connections.queries.whens import When, when
from letsconnect.connections.times import moment_of
from letsconnect.ground.folding import fold
from letsconnect.ground.languages import language_name
from letsconnect.matching.queries.names import name_for_team, people_by_id, topic_labels
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round, RoundConnection
from letsconnect.rounds.queries.words import reasons_in_words

A_PAGE = 20
OPEN = (RoundConnection.State.PROPOSED, RoundConnection.State.SKIPPED)


@dataclass(frozen=True)
class Line:
    """One proposed connection in words. `when`, the time that is agreed or proposed first, is on the reader's clock
    with the others' beside it."""

    row: RoundConnection
    sharer: str
    learners: tuple[str, ...]
    topic: str
    tongue: str
    when: When
    others: tuple[When, ...]
    reasons: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Not sent: it can be ticked and changed."""
        return self.row.state in OPEN

    @property
    def state(self) -> str:
        """Where it stands; once sent, where the invitation stands."""
        if self.row.connection is not None:
            return str(Connection.State(self.row.connection.state).label)
        return self.row.get_state_display()

    @property
    def names(self) -> str:
        """Everybody in it."""
        return ", ".join((self.sharer, *self.learners))


def lines_of(round_: Round, rows: Iterable[RoundConnection], reader: Person) -> list[Line]:
    """These connections in words."""
    rows = list(rows)
    people = people_by_id(name for row in rows for name in row.people)
    labels = topic_labels(row.facts["topic"] for row in rows)
    return [_line(round_, row, people, labels, reader) for row in rows]


def _line(
    round_: Round, row: RoundConnection, people: dict[str, Person], labels: dict[str, str], reader: Person
) -> Line:
    facts = row.facts
    names = [name_for_team(people[one]) if one in people else _("somebody who has left") for one in row.people]
    there = [people[one] for one in row.people if one in people]
    starts = [moment_of(round_.monday, facts["week"], slot) for slot in (facts["slot"], *facts["alternatives"])]
    if row.connection is not None and row.connection.state == Connection.State.AGREED and row.connection.starts_at:
        starts = [row.connection.starts_at]
    first, *others = [when(at, reader, there) for at in starts]
    return Line(
        row=row,
        sharer=names[0],
        learners=tuple(names[1:]),
        topic=labels.get(facts["topic"], facts["topic"]),
        tongue=tongue_in_words(facts),
        when=first,
        others=tuple(others),
        reasons=tuple(reasons_in_words(facts)),
    )


def tongue_in_words(facts: dict[str, Any]) -> str:
    """The language they speak, or the two that are interpreted."""
    if facts["language"]:
        return language_name(facts["language"])
    one, other = (language_name(code) for code in facts["interpretation"])
    return _("interpreted: %(one)s and %(other)s") % {"one": one, "other": other}


def found_by_name(round_: Round, words: str) -> list[RoundConnection]:
    """The round's connections in which somebody's name holds these words; all of them without words. What is not sent
    comes first: it waits for the team."""
    rows = sorted(round_.connections.select_related("connection"), key=lambda row: row.state not in OPEN)
    wanted = fold(words)
    if not wanted:
        return rows
    people = people_by_id(name for row in rows for name in row.people)
    hits = {public_id for public_id, person in people.items() if wanted in fold(name_for_team(person))}
    return [row for row in rows if hits & set(row.people)]
