"""Parts of a connection's page that ask for their own facts."""

from typing import Any

from django import template

from letsconnect.connections.models import Place
from letsconnect.connections.queries.interpretation import pair_of, request_of
from letsconnect.connections.queries.kept import Kept, kept_for
from letsconnect.connections.queries.summaries import Standing, standing_of
from letsconnect.connections.rules import may_ask_interpretation, may_keep, may_read_kept, may_summarise

register = template.Library()


@register.simple_tag
def summary_standing(place: Place) -> Standing | None:
    """`{% summary_standing place as standing %}`: the brief summary as whoever holds the place sees it."""
    return standing_of(place)


@register.simple_tag
def may_sum_up(place: Place) -> bool:
    """`{% may_sum_up place as may %}`: there is something to tell, and they may."""
    return bool(may_summarise(place.person, place.connection))


@register.simple_tag
def kept_on_page(place: Place) -> Kept | None:
    """`{% kept_on_page place as kept %}`: notes, links and files; None for who may not read them."""
    return kept_for(place) if may_read_kept(place.person, place.connection) else None


@register.simple_tag
def may_keep_more(place: Place) -> bool:
    """`{% may_keep_more place as may %}`: whether something can still be added."""
    return bool(may_keep(place.person, place.connection))


@register.simple_tag
def interpretation_of(place: Place) -> dict[str, Any]:
    """`{% interpretation_of place as found %}`: the request, if any, and whether this person may ask or change it."""
    asked = request_of(place.connection)
    may = may_ask_interpretation(place.person, place.connection)
    return {"asked": asked, "pair": pair_of(asked) if asked else None, "may": may}
