"""The case team's keys."""

from django.db.models import Q, QuerySet

from letsconnect.ground import clock
from letsconnect.people.models import Person, Role
from letsconnect.safety.models import TeamKey


def current_keys() -> QuerySet[TeamKey]:
    """Keys in use by people who hold the Trust & Safety role today, admitted or not."""
    today = clock.today()
    holders = Role.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), kind=Role.Kind.TRUST_SAFETY, starts_on__lte=today
    ).values("person")
    return TeamKey.objects.filter(
        replaced_at=None, person__in=holders, person__is_active=True, person__suspended_at=None
    ).select_related("person")


def keys_in_use() -> QuerySet[TeamKey]:
    """The keys a new report is sealed to."""
    return current_keys().exclude(admitted_at=None)


def key_of(person: Person) -> TeamKey | None:
    return current_keys().filter(person=person).first()
