"""Who may, and when, on the page of a connection."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.connections.rules import (
    is_a_learner_in_it,
    is_agreed,
    is_apart_from_somebody_in_it,
    is_going,
    is_live,
    is_open,
    is_party,
    is_still_to_come,
    was_agreed,
)
from letsconnect.conversations.models import Note, SharedFile, SharedLink
from letsconnect.people.models import Person
from letsconnect.people.rules import is_member


@predicate
def is_ones_own(person: Person | AnonymousUser, kept: object) -> bool:
    """A note, link or file that this person put there."""
    return (
        isinstance(kept, Note | SharedLink | SharedFile) and kept.author_id is not None and kept.author_id == person.pk
    )


@predicate
def is_beside_somebody_apart(person: Person | AnonymousUser, kept: object) -> bool:
    """It stands on a page they share with somebody they are kept apart from: new words there would still reach them."""
    return isinstance(kept, Note) and is_apart_from_somebody_in_it(person, kept.connection)


may_use_page = is_party
may_read_kept = is_member & is_party & was_agreed
may_keep = may_read_kept & is_live & ~is_apart_from_somebody_in_it
may_take_back = is_member & is_ones_own
may_change_note = may_take_back & ~is_beside_somebody_apart
may_have_entry = is_going & is_live
may_see_meeting = is_going & (is_agreed | is_open)
may_choose_meeting = is_member & may_see_meeting & is_still_to_come
may_ask = is_member & is_going & is_a_learner_in_it & is_agreed & ~is_apart_from_somebody_in_it
