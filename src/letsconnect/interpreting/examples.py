"""What a letter could say, for those who look at its text."""

from collections.abc import Callable

from letsconnect.connections.examples import a_conversation
from letsconnect.interpreting.models import InterpretationRequest
from letsconnect.mailboxes.examples import Facts


def an_interpretation() -> Facts:
    """A conversation with somebody who interprets."""
    facts = a_conversation()
    task = {"topic": facts["topic"], "languages": ("English", "한국어"), "when": facts["when"]}
    return {**facts, "task": task, "interpretation": InterpretationRequest(state=InterpretationRequest.State.CONFIRMED)}


LETTERS: dict[str, Callable[[], Facts]] = dict.fromkeys(
    ("interpreting/interpretation", "interpreting/interpreter"), an_interpretation
)
