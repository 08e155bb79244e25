"""Who may, where reports are concerned. Administrators have no part in it."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.people.models import Person
from letsconnect.people.rules import is_trust_and_safety
from letsconnect.safety.models import Report, TeamKey


@predicate
def has_a_seat(person: Person | AnonymousUser, report: Report | None) -> bool:
    """Whether the report was sealed to a key of theirs."""
    return isinstance(person, Person) and report is not None and report.seats.filter(key__person=person).exists()


@predicate
def has_an_admitted_key(person: Person | AnonymousUser, _thing: object = None) -> bool:
    """Whether somebody has vouched for a key of theirs that is in use."""
    if not isinstance(person, Person):
        return False
    return TeamKey.objects.filter(person=person, replaced_at=None).exclude(admitted_at=None).exists()


may_hold_key = is_trust_and_safety
may_read_report = is_trust_and_safety & has_a_seat
may_admit_key = is_trust_and_safety & has_an_admitted_key
