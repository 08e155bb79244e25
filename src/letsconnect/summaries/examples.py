"""What a letter could say, for those who look at its text."""

from collections.abc import Callable

from letsconnect.connections.examples import a_conversation
from letsconnect.mailboxes.examples import Facts

LETTERS: dict[str, Callable[[], Facts]] = {"summaries/summary": a_conversation}
