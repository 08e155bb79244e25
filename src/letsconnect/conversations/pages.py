"""Everything on the page of one connection, as whoever holds a place sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from letsconnect.connections.models import Place
from letsconnect.connections.queries.connections import going, places_of
from letsconnect.connections.queries.meeting import COST_MB, suits_everybody, where
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.rules import may_answer, may_call_off, may_move
from letsconnect.conversations.queries.story import can_be_moved, has_begun, is_over, next_step, steps_of
from letsconnect.conversations.queries.told import told_to
from letsconnect.conversations.rules import may_ask, may_choose_meeting, may_see_meeting, may_use_page
from letsconnect.programme.models import Passage
from letsconnect.programme.queries.passages import some_of_today, words
from letsconnect.summaries.queries.summaries import summary_of

AGENDA = (  # an hour and a half (R73)
    (10, pgettext_lazy("agenda", "Say hello: who you are, and how you came to this.")),
    (40, pgettext_lazy("agenda", "Your questions, one after the other.")),
    (25, pgettext_lazy("agenda", "How it could look at your place.")),
    (15, pgettext_lazy("agenda", "What next: one small step each, and whether you talk again.")),
)


@dataclass(frozen=True)
class Asked:
    """The questions of one learner."""

    name: str
    is_own: bool
    questions: tuple[str, ...]


def page_of(place: Place) -> dict[str, Any]:
    """What the templates of the page show, and what its holder may do."""
    connection, places, person = place.connection, places_of(place.connection), place.person
    summed_up = summary_of(connection) is not None
    coming = next_step(place, places, summed_up=summed_up)
    sees_meeting = may_see_meeting(person, connection)
    return {
        "place": place,
        "connection": connection,
        "told": told_to(place, places),
        "steps": steps_of(connection, places, summed_up=summed_up),
        "next": coming,
        "leads_elsewhere": bool(coming.href) and "#" not in coming.href,
        "is_over": is_over(connection),
        "has_begun": has_begun(connection),
        "where": where(connection) if sees_meeting else None,
        "suits": suits_everybody(places),
        **COST_MB,
        "agenda": AGENDA,
        "asked": asked_in(place, places) if may_use_page(person, connection) else [],
        "culture": some_of_today(words(Passage.Kind.CULTURE)[Passage.Kind.CULTURE], 1),
        "may_answer": may_answer(person, connection),
        "may_move": may_move(person, connection) and can_be_moved(connection),
        "may_call_off": may_call_off(person, connection) and place.answer != Place.Answer.NO,
        "may_choose_meeting": may_choose_meeting(person, connection),
        "may_ask": may_ask(person, connection),
        "may_use_page": may_use_page(person, connection),
    }


def asked_in(place: Place, places: Sequence[Place]) -> list[Asked]:
    """What those who come would like to ask."""
    return [
        Asked(name_among_members(one.person), one.pk == place.pk, tuple(one.questions))
        for one in going(places)
        if one.questions
    ]
