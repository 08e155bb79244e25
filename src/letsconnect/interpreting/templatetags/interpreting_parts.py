"""The part of a connection's page that tells of interpretation."""

from typing import Any

from django import template

from letsconnect.connections.models import Place
from letsconnect.interpreting.queries import pair_of, request_of
from letsconnect.interpreting.rules import may_ask_interpretation

register = template.Library()


@register.inclusion_tag("interpreting/_interpretation.html")
def interpretation_of(place: Place) -> dict[str, Any]:
    """`{% interpretation_of place %}`: how it stands, and the door for who may ask or change it."""
    asked = request_of(place.connection)
    may = may_ask_interpretation(place.person, place.connection)
    return {"connection": place.connection, "asked": asked, "pair": pair_of(asked) if asked else None, "may": may}
