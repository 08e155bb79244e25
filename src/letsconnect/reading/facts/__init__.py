"""How the programme's forms head their columns, and how people write their answers, days and hours."""

import csv
from functools import cache
from importlib.resources import files


def rows_of(name: str) -> list[dict[str, str]]:
    with (files(__name__) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def known_headers() -> tuple[tuple[str, str], ...]:
    """Field and header: how the forms of the programme head their columns."""
    return tuple((row["field"], row["header"]) for row in rows_of("headers.csv"))


@cache
def known_answers(question: str) -> tuple[tuple[str, str], ...]:
    """Words and the answer they mean, for one kind of question: yes_no, role or consent."""
    return tuple((row["words"], row["answer"]) for row in rows_of("answers.csv") if row["question"] == question)


@cache
def clock_words() -> tuple[tuple[str, str, str], ...]:
    """Sign, value and word: how people write days and hours in our six languages.

    Signs: D days (0 is Monday), P a part of the day, t a time (minute of the day), - to, u until, > after, < before,
    F from, B between, A at any time, & and, a comma. Words that add nothing have no sign.
    """
    return tuple((row["sign"], row["value"], row["word"]) for row in rows_of("clockwords.csv"))
