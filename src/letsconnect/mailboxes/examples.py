"""What a letter could say, for those who look at its text: facts made up, as in the demonstration."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings

from letsconnect.ground import clock
from letsconnect.people.models import Person

Facts = dict[str, Any]


def somebody() -> Person:
    """The reader of an example."""
    return Person(chosen_name="Example 12", fresh_at=clock.now() - timedelta(days=100))


def some_letters() -> Facts:
    words = ("Example 7", "Example 9")
    return {"letters": [{"subject": word, "text": f"{settings.SITE_URL}/topics/"} for word in words], "count": 2}


def nothing() -> Facts:
    return {}


LETTERS: dict[str, Callable[[], Facts]] = {
    "mailboxes/digest": some_letters,
    "mailboxes/telegram_linked": nothing,
    "mailboxes/telegram_hint": nothing,
}
