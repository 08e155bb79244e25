"""Who may, among people. Predicates combine with & and |; other rooms build on these."""

from django.contrib.auth.models import AnonymousUser
from rules import Predicate, predicate

from letsconnect.people.models import Person, Role
from letsconnect.people.queries.readers import active_roles


def _holds(kind: str) -> Predicate:
    @predicate(f"is_{kind}")
    def holds(person: Person | AnonymousUser, _thing: object = None) -> bool:
        return kind in kinds_of(person)

    return holds


def kinds_of(person: Person | AnonymousUser) -> frozenset[str]:
    """The kinds of role that count for this person now; none while their second factor was not given."""
    if not isinstance(person, Person) or not person.is_active or person.suspended_at is not None:
        return frozenset()
    if getattr(person, "roles_asleep", False):
        return frozenset()
    return frozenset(active_roles(person).values_list("kind", flat=True))


is_ambassador = _holds(Role.Kind.AMBASSADOR)
is_advisory = _holds(Role.Kind.ADVISORY)
is_operating = _holds(Role.Kind.OPERATING)
is_support_team = _holds(Role.Kind.SUPPORT)
is_reviewer = _holds(Role.Kind.REVIEWER)
is_evaluator = _holds(Role.Kind.EVALUATOR)
is_trust_and_safety = _holds(Role.Kind.TRUST_SAFETY)
is_administrator = _holds(Role.Kind.ADMINISTRATOR)


@predicate
def is_member(person: Person | AnonymousUser, _thing: object = None) -> bool:
    """Signed in, registered, not suspended."""
    return isinstance(person, Person) and person.is_registered


is_team = is_support_team | is_operating | is_administrator
may_grant_roles = is_support_team | is_administrator
may_edit_programme = is_team
may_edit_topics = is_team
may_import = is_support_team | is_administrator
may_review_directory = is_reviewer | is_team


@predicate
def is_oneself(person: Person | AnonymousUser, other: object) -> bool:
    """Signed in, and the thing is their own account."""
    return isinstance(person, Person) and isinstance(other, Person) and person.pk == other.pk and person.is_active


@predicate
def is_not_suspended(person: Person | AnonymousUser, _thing: object = None) -> bool:
    return isinstance(person, Person) and person.suspended_at is None


may_change_profile = is_oneself
may_register = is_oneself & is_not_suspended
