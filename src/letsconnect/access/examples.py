"""What a letter could say, for those who look at its text."""

from collections.abc import Callable

from letsconnect.people.examples import Facts, nothing


def a_code() -> Facts:
    return {"code": "000 000", "minutes": 10}


LETTERS: dict[str, Callable[[], Facts]] = {
    "access/code": a_code,
    "access/email_changed": nothing,
    "access/lifted": nothing,
    "access/second_factor_off": nothing,
    "access/second_factor_on": nothing,
    "access/suspended": nothing,
}
