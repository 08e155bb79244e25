"""Short answers: yes, no, perhaps; a role in a group; what may be published."""

from functools import cache

from letsconnect.reading.facts import known_answers
from letsconnect.reading.keys import key_of


@cache
def answers_to(question: str) -> dict[str, str]:
    """Folded words to the answer they mean."""
    return {key_of(words): answer for words, answer in known_answers(question)}


def yes_no_of(words: str) -> str | None:
    """One of yes, no, maybe; None when it is none of them."""
    return answers_to("yes_no").get(key_of(words))


def role_of(words: str) -> str | None:
    """The code of a role in a group; None when it is another one."""
    return answers_to("role").get(key_of(words))


def consent_of(words: str) -> str | None:
    """One of all, username_topics, none; None when it is not an answer the form offered."""
    return answers_to("consent").get(key_of(words))
