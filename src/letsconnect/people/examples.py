"""What a letter could say, for those who look at its text: facts made up, as in the demonstration."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings

from letsconnect.ground import clock
from letsconnect.people.models import Person, Role

Facts = dict[str, Any]


def somebody() -> Person:
    """The reader of an example."""
    return Person(chosen_name="Example 12", fresh_at=clock.now() - timedelta(days=100))


def a_role() -> Facts:
    return {"role": Role(kind=Role.Kind.SUPPORT, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=90))}


def some_letters() -> Facts:
    words = ("Example 7", "Example 9")
    return {"letters": [{"subject": word, "text": f"{settings.SITE_URL}/topics/"} for word in words], "count": 2}


def nothing() -> Facts:
    return {}


LETTERS: dict[str, Callable[[], Facts]] = {
    "people/digest": some_letters,
    "people/role_granted": a_role,
    "people/role_ended": a_role,
    "people/still_true": nothing,
    "people/telegram_linked": nothing,
    "people/telegram_hint": nothing,
}
