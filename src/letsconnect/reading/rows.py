"""One record of a file, understood: every cell becomes an answer, or a remark that it could not be one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from letsconnect.reading.answers import consent_of, role_of, yes_no_of
from letsconnect.reading.books import Books
from letsconnect.reading.countries import country_of
from letsconnect.reading.hours import hours_of
from letsconnect.reading.languages import language_of, languages_in
from letsconnect.reading.moments import moment_of
from letsconnect.reading.names import email_of, username_of
from letsconnect.reading.registration import Registration, Said, Unclear, Wish

LONGEST_ADDRESS = 254
LONGEST_GROUP = 200
LONGEST_WORDS = 500
LONGEST_NAME = 1000
LEVEL_OF_PROFICIENCY = {"1": 1, "2": 2, "3": 3, "4": 3, "5": 3, "n": 4}  # Capacity Exchange's scale on ours
CLINIC = {"yes": "yes", "no": "no", "maybe": "ask"}


@dataclass(slots=True)
class Reading:
    """A record while it is being read."""

    row: int
    column: str = ""
    question: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, str | None] = field(default_factory=dict)
    at: datetime | None = None
    unclear: list[Unclear] = field(default_factory=list)

    def say(self, answer: object) -> None:
        self.said[self.question] = answer

    def wonder(self, value: str, reason: str) -> None:
        """Keep these words as they stand, for the team to look at."""
        self.unclear.append(Unclear(self.row, self.column, value, reason))


Cells = Mapping[str, tuple[str, str]]


def registration_of(row: int, cells: Cells, books: Books, others: Mapping[str, str] | None = None) -> Registration:
    """What a record says. `cells`: field to (column as the file names it, cell as it stands).

    `others`: columns that hold none of our fields, and their cells; these are kept as they stand.
    """
    reading = Reading(row)
    for name, (column, cell) in cells.items():
        reading.question, reading.column = name, column
        if cell.strip():
            READERS[name](reading, cell.strip(), books)
    for reading.column, cell in (others or {}).items():
        if cell.strip():
            reading.wonder(cell.strip(), "not_asked")
    return Registration(
        row=row,
        username=reading.identity.get("username"),
        email=reading.identity.get("email"),
        at=reading.at,
        said=Said(**reading.said),
        unclear=tuple(reading.unclear),
    )


def read_moment(reading: Reading, cell: str, _books: Books) -> None:
    reading.at = moment_of(cell)
    if reading.at is None:
        reading.wonder(cell, "moment_unreadable")


def read_username(reading: Reading, cell: str, _books: Books) -> None:
    """A name; where somebody wrote their e-mail address instead, the address."""
    name, address = username_of(cell), email_of(cell)
    if address:
        reading.identity.setdefault("email", address)
    elif name:
        reading.identity["username"] = name
    else:
        reading.wonder(cell, "username_unreadable")


def read_email(reading: Reading, cell: str, _books: Books) -> None:
    address = email_of(cell)
    if address:
        reading.identity["email"] = address
    else:
        reading.wonder(cell, "email_unreadable")


def read_group(reading: Reading, cell: str, books: Books) -> None:
    """A name that only looks like a group we know is offered to the team, never taken or founded."""
    if len(cell) > LONGEST_GROUP:
        reading.wonder(cell, "too_long")
        return
    if not books.groups.find(cell) and books.groups.near(cell):
        reading.wonder(cell, "group_like_another")
    else:
        reading.say(cell)


def read_languages(reading: Reading, cell: str, _books: Books) -> None:
    codes, unclear = languages_in(cell)
    if codes:
        reading.say(codes)
    for words in unclear:
        reading.wonder(words, "language_unknown")


def read_levels(reading: Reading, cell: str, _books: Books) -> None:
    """How well: on each line a language and its place on the scale."""
    levels: dict[str, int] = {}
    for line in cell.splitlines():
        name, _, scale = line.rpartition(" ")
        code, level = language_of(name), LEVEL_OF_PROFICIENCY.get(scale)
        if code and level:
            levels.setdefault(code, level)
        elif code:
            reading.wonder(line, "language_unknown")
    if levels:
        reading.say(tuple(levels.items()))


def read_wishes(reading: Reading, cell: str, books: Books) -> None:
    """Topics, and own words: those are kept as such, and shown to the team."""
    wishes: list[Wish] = []
    for wish in books.topics.wishes(cell):
        if len(wish.words) > LONGEST_WORDS and not wish.topic:
            reading.wonder(wish.words, "too_long")
            continue
        wishes.append(wish)
        if not wish.topic:
            reading.wonder(wish.words, "topic_own_words")
    if wishes:
        reading.say(tuple(wishes))


def read_one_to_one(reading: Reading, cell: str, _books: Books) -> None:
    answer = yes_no_of(cell)
    if answer:
        reading.say(answer != "no")
    if answer in (None, "maybe"):
        reading.wonder(cell, "answer_unclear")


def read_conduct(reading: Reading, cell: str, _books: Books) -> None:
    answer = yes_no_of(cell)
    if answer in ("yes", "no"):
        reading.say(answer == "yes")
    else:
        reading.wonder(cell, "answer_unclear")


def read_clinic(reading: Reading, cell: str, _books: Books) -> None:
    answer = yes_no_of(cell)
    if answer:
        reading.say(CLINIC[answer])
    else:
        reading.wonder(cell, "answer_unclear")


def read_consent(reading: Reading, cell: str, _books: Books) -> None:
    """What is not clearly a yes is a no, and the team asks."""
    answer = consent_of(cell)
    reading.say(answer or "none")
    if answer is None:
        reading.wonder(cell, "consent_unclear")


def read_full_name(reading: Reading, cell: str, _books: Books) -> None:
    if len(cell) > LONGEST_NAME:
        reading.wonder(cell, "too_long")
    else:
        reading.say(cell)


def looked_up(look: Callable[[str], object], reason: str) -> Callable[[Reading, str, Books], None]:
    def read(reading: Reading, cell: str, _books: Books) -> None:
        answer = look(cell)
        if answer is None:
            reading.wonder(cell, reason)
        else:
            reading.say(answer)

    return read


def as_it_stands(reading: Reading, cell: str, _books: Books) -> None:
    reading.say(cell)


READERS: dict[str, Callable[[Reading, str, Books], None]] = {
    "timestamp": read_moment,
    "username": read_username,
    "email": read_email,
    "full_name": read_full_name,
    "group": read_group,
    "role": looked_up(role_of, "role_unknown"),
    "country": looked_up(country_of, "country_unknown"),
    "languages": read_languages,
    "levels": read_levels,
    "learn": read_wishes,
    "share": read_wishes,
    "clinic": read_clinic,
    "one_to_one": read_one_to_one,
    "hours": looked_up(hours_of, "hours_unclear"),
    "consent": read_consent,
    "support": as_it_stands,
    "conduct": read_conduct,
    "remarks": as_it_stands,
}
