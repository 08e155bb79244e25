"""Suggestions as cards, on their own page and on the start page."""

from collections.abc import Sequence
from typing import Any

from django import template

from letsconnect.inviting.queries.suggested import Suggested

register = template.Library()


@register.inclusion_tag("inviting/_cards.html")
def suggestion_cards(people: Sequence[Suggested]) -> dict[str, Any]:
    """The list of cards."""
    return {"people": people}
