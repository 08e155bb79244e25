"""Parts of a connection's page that ask for their own facts."""

from django import template

from letsconnect.connections.models import Place
from letsconnect.conversations.queries.kept import Kept, kept_for
from letsconnect.conversations.rules import may_keep, may_read_kept

register = template.Library()


@register.simple_tag
def kept_on_page(place: Place) -> Kept | None:
    """`{% kept_on_page place as kept %}`: notes, links and files; None for who may not read them."""
    return kept_for(place) if may_read_kept(place.person, place.connection) else None


@register.simple_tag
def may_keep_more(place: Place) -> bool:
    """`{% may_keep_more place as may %}`: whether something can still be added."""
    return bool(may_keep(place.person, place.connection))
