"""Parts of a connection's page that ask for their own facts."""

from django import template

from letsconnect.connections.models import Place
from letsconnect.connections.queries.summaries import Standing, standing_of
from letsconnect.connections.rules import may_summarise

register = template.Library()


@register.simple_tag
def summary_standing(place: Place) -> Standing | None:
    """`{% summary_standing place as standing %}`: the brief summary as whoever holds the place sees it."""
    return standing_of(place)


@register.simple_tag
def may_sum_up(place: Place) -> bool:
    """`{% may_sum_up place as may %}`: there is something to tell, and they may."""
    return bool(may_summarise(place.person, place.connection))
