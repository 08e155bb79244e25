"""Who may change the programme's words, and who reads what people tell the team."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.people.models import Person
from letsconnect.people.rules import is_team, may_edit_programme
from letsconnect.programme.models import Passage


@predicate
def is_of_the_current_phase(_person: Person | AnonymousUser, passage: Passage | None) -> bool:
    return passage is not None and passage.phase.is_current


may_edit_passage = may_edit_programme & is_of_the_current_phase
may_open_phase = may_edit_programme
may_read_comments = is_team
may_answer_comment = is_team
