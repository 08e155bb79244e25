"""What a letter could say, for those who look at its text."""

from collections.abc import Callable

from letsconnect.directory.queries.reasons import Reason
from letsconnect.directory.queries.topics import TopicLabel
from letsconnect.mailboxes.examples import Facts


def somebody_to_meet() -> Facts:
    """One who shares and one who wants."""
    return {
        "reasons": [
            Reason(code, topic=TopicLabel(0, "", f"Example {number}", ""))
            for number, code in ((3, "shares"), (4, "wants"))
        ]
    }


LETTERS: dict[str, Callable[[], Facts]] = {"inviting/suggestions": somebody_to_meet}
