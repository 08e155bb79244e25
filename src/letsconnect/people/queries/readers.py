"""Who is reading, as a value that every visibility rule takes."""

from copy import copy
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from letsconnect.ground import clock
from letsconnect.people.audience import STRANGER, Audience, Reader
from letsconnect.people.models import CountryAtRisk, Person, Role
from letsconnect.people.queries.blocks import kept_apart_from

TEAM_KINDS = frozenset({Role.Kind.SUPPORT, Role.Kind.OPERATING, Role.Kind.ADMINISTRATOR})


def active_roles(person: Person, *, on: date | None = None) -> QuerySet[Role]:
    """The roles a person holds on a day (default: today, UTC)."""
    day = on or clock.today()
    return Role.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person=person, starts_on__lte=day)


def reader_of(person: Person | None, *, roles_awake: bool = True) -> Reader:
    """The reader that this person is now. `roles_awake=False`: their second factor was not given, roles do not count.

    Suspended and unregistered people without a role read as strangers, but still see themselves.
    """
    if person is None or not person.pk or not person.is_active:
        return STRANGER
    roles = list(active_roles(person)) if roles_awake and person.suspended_at is None else []
    kinds = {role.kind for role in roles}
    # Reviewers look through the directory for the programme, registered in it or not (R187).
    is_member = person.is_registered or Role.Kind.REVIEWER in kinds
    rank = Audience.MEMBERS if is_member else Audience.EVERYONE
    if kinds & TEAM_KINDS:
        rank = Audience.TEAM
    ambassador = [role for role in roles if role.kind == Role.Kind.AMBASSADOR]
    return Reader(
        rank=rank,
        person_id=person.pk,
        holds_role=bool(roles),
        safety=Role.Kind.TRUST_SAFETY in kinds,
        support=bool(kinds & {Role.Kind.SUPPORT, Role.Kind.ADMINISTRATOR}),
        regions=frozenset(role.region for role in ambassador if role.region),
        topics=frozenset(role.topic for role in ambassador if role.topic),
        apart=kept_apart_from(person.pk),
    )


def countries_at_risk() -> frozenset[str]:
    """ISO codes of the countries that are never shown in public."""
    return frozenset(CountryAtRisk.objects.values_list("code", flat=True))


def reading(request: HttpRequest) -> Reader:
    """The reader of this request, as the middleware found it; a stranger where no middleware ran."""
    reader: Reader = getattr(request, "reader", STRANGER)
    return copy(reader) if reader.rank is not None else reader  # the thing itself, not its lazy shell: asked often


def myself(request: HttpRequest) -> Person:
    """The person signed in; for doors that ask for sign-in first."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def person_of(request: HttpRequest) -> Person | None:
    """The person signed in, or None."""
    user = request.user
    return user if isinstance(user, Person) else None
