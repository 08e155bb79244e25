"""Telling people, unasked and seldom, that there is somebody to meet (R89, R176)."""

from django.db import transaction
from django.utils import translation

from letsconnect.ground import clock
from letsconnect.inviting.letters import tell_suggestions
from letsconnect.inviting.matchmaking.suggestions import suggestions_for
from letsconnect.inviting.queries.turns import turn_of
from letsconnect.mailboxes.queries.mailboxes import language_of
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import reader_of


@transaction.atomic
def suggest_by_letter(person: Person) -> bool:
    """Write to somebody whom the page would suggest people to, from what every member may see. Safe to repeat: once in
    four weeks. Whether there was somebody to tell of."""
    with translation.override(language_of(person)):
        found = suggestions_for(person, reader_of(person, roles_awake=False)).few
    reasons = list(dict.fromkeys(one.reasons[0] for one in found))
    if reasons:
        tell_suggestions(person, reasons, turn=turn_of(clock.now()))
    return bool(reasons)
