"""What an invitation tells whoever holds a place: who, why, what about, in which language, when."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import others_in
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.queries.reasons import why
from letsconnect.connections.queries.whens import When, whens_for
from letsconnect.ground.languages import language_name
from letsconnect.interpreting.models import InterpretationRequest


@dataclass(frozen=True)
class Other:
    """Somebody else in it, as members see them."""

    name: str
    part: str
    public_id: str


@dataclass(frozen=True)
class Told:
    """`when` is set while a time is agreed, moved or offered."""

    topic: str
    others: tuple[Other, ...]
    why: tuple[str, ...]
    language: str
    when: When | None


def told_to(place: Place, places: Sequence[Place]) -> Told:
    """What the holder of this place may know, in the language that is active."""
    connection = place.connection
    return Told(
        topic=str(connection.topic),
        others=tuple(
            Other(name_among_members(one.person), str(one.get_part_display()), one.person.public_id)
            for one in others_in(place, places)
        ),
        why=tuple(why(connection.reasons)),
        language=language_in_words(connection),
        when=next(iter(whens_for(place, places, [connection.starts_at])), None) if connection.starts_at else None,
    )


def language_in_words(connection: Connection) -> str:
    """The language they speak with each other, or how interpretation stands; empty where neither is known."""
    if connection.language:
        return language_name(connection.language)
    asked = InterpretationRequest.objects.filter(connection=connection).first()
    if asked is None:
        return ""
    facts = {"one": language_name(asked.one), "other": language_name(asked.other)}
    match asked.state:
        case InterpretationRequest.State.CONFIRMED:
            return _("%(one)s and %(other)s, with interpretation (confirmed)") % facts
        case InterpretationRequest.State.NOT_AVAILABLE:
            return _("%(one)s and %(other)s; interpretation is not available this time") % facts
    return _("%(one)s and %(other)s, with interpretation (asked for)") % facts
