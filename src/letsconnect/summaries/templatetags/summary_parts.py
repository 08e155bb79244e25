"""The part of a connection's page that tells of the brief summary."""

from typing import Any

from django import template

from letsconnect.connections.models import Place
from letsconnect.summaries.queries.summaries import standing_of
from letsconnect.summaries.rules import may_summarise

register = template.Library()


@register.inclusion_tag("summaries/_after.html")
def brief_summary(place: Place) -> dict[str, Any]:
    """`{% brief_summary place %}`: as whoever holds the place sees it; nothing before there is something to tell."""
    may = may_summarise(place.person, place.connection)
    return {"connection": place.connection, "may": may, "standing": standing_of(place) if may else None}
