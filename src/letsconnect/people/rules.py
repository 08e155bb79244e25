"""Who may, among people. Predicates combine with & and |; other rooms build on these."""

from django.contrib.auth.models import AnonymousUser
from rules import Predicate, predicate

from letsconnect.ground import clock
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
def is_ambassador_of_a_region(person: Person | AnonymousUser, _thing: object = None) -> bool:
    if not isinstance(person, Person) or not is_ambassador(person):
        return False
    return active_roles(person).filter(kind=Role.Kind.AMBASSADOR).exclude(region="").exists()


@predicate
def is_member(person: Person | AnonymousUser, _thing: object = None) -> bool:
    """Signed in, registered, not suspended."""
    return isinstance(person, Person) and person.is_registered


is_team = is_support_team | is_operating | is_administrator
may_grant_roles = is_support_team | is_administrator
may_edit_programme = is_team
may_edit_topics = is_team
may_edit_countries_at_risk = is_team
may_edit_groups = is_team
may_import = is_support_team | is_administrator
may_review_directory = is_reviewer | is_team
may_see_numbers = is_team | is_advisory | is_ambassador | is_reviewer | is_evaluator


@predicate
def is_oneself(person: Person | AnonymousUser, other: object) -> bool:
    """Signed in, and the thing is their own account."""
    return isinstance(person, Person) and isinstance(other, Person) and person.pk == other.pk and person.is_active


@predicate
def is_not_suspended(person: Person | AnonymousUser, _thing: object = None) -> bool:
    return isinstance(person, Person) and person.suspended_at is None


may_change_profile = is_oneself
may_block = is_oneself
may_register = is_oneself & is_not_suspended


# --- accounts and roles ---------------------------------------------------------------------------------------
HEIGHT = {
    Role.Kind.AMBASSADOR: 1,
    Role.Kind.ADVISORY: 1,
    Role.Kind.REVIEWER: 1,
    Role.Kind.EVALUATOR: 1,
    Role.Kind.OPERATING: 2,
    Role.Kind.SUPPORT: 3,
    Role.Kind.TRUST_SAFETY: 4,
    Role.Kind.ADMINISTRATOR: 4,
}


@predicate
def is_high_enough(person: Person | AnonymousUser, role: object) -> bool:
    """Nobody gives or takes a role higher than they hold; administrators any."""
    kinds = kinds_of(person)
    height = HEIGHT[Role.Kind(role.kind if isinstance(role, Role) else str(role))]
    return Role.Kind.ADMINISTRATOR in kinds or any(HEIGHT[Role.Kind(kind)] >= height for kind in kinds)


@predicate
def is_own_role(person: Person | AnonymousUser, role: object) -> bool:
    return isinstance(person, Person) and isinstance(role, Role) and role.person_id == person.pk


@predicate
def concerns_an_administrator(_person: Person | AnonymousUser, other: object) -> bool:
    """The other holds the role of administrator, awake or asleep."""
    return isinstance(other, Person) and active_roles(other).filter(kind=Role.Kind.ADMINISTRATOR).exists()


@predicate
def holds_a_role(_person: Person | AnonymousUser, other: object) -> bool:
    """The other holds some role, now or later: whoever comes in as them, comes in with it."""
    return isinstance(other, Person) and Role.objects.filter(person=other).exclude(ends_on__lt=clock.today()).exists()


@predicate
def is_claimable(_person: Person | AnonymousUser, other: object) -> bool:
    """Somebody imported by username only, who has no other way in."""
    return (
        isinstance(other, Person)
        and other.is_active
        and bool(other.username)
        and not other.email
        and other.wiki_sub is None
    )


may_grant_role = may_grant_roles & is_high_enough
may_end_role = may_grant_role | is_own_role
may_see_roles = is_team
may_see_letters = is_team
# Ambassadors for a topic find its people in the directory, with the team's sight; accounts go by region.
may_see_accounts = is_team | is_trust_and_safety | is_ambassador_of_a_region
may_suspend = (
    (is_support_team | is_trust_and_safety | is_administrator)
    & ~is_oneself
    & (is_administrator | ~concerns_an_administrator)
)
may_send_claim_link = ((is_support_team & ~holds_a_role) | is_administrator) & is_claimable
may_reset_second_factor = is_administrator & ~is_oneself
may_erase = is_oneself | is_administrator | (is_support_team & ~concerns_an_administrator)
