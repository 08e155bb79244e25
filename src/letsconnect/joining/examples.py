"""What a letter could say, for those who look at its text."""

from collections.abc import Callable

from letsconnect.mailboxes.examples import Facts, nothing

LETTERS: dict[str, Callable[[], Facts]] = {"joining/still_true": nothing}
