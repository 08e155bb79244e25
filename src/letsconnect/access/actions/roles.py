"""Giving and ending roles. They act at once: every rule asks the rows anew."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.mailboxes.letters import write_to
from letsconnect.people.models import Person, Role
from letsconnect.people.rules import may_end_role, may_grant_role


@transaction.atomic
def grant_role(role: Role, *, by: Person | None) -> Role:
    """Save a role that was put together but not saved yet. `by` is None when the server's owner gives it by command.

    Giving a role that is held already, with the same scope and dates, changes nothing.
    """
    require(by is None or may_grant_role(by, role.kind))
    lock(role.person)
    _check(role)
    same = Role.objects.filter(
        person=role.person,
        kind=role.kind,
        region=role.region,
        topic=role.topic,
        starts_on__lte=role.starts_on,
        ends_on=role.ends_on,
    ).first()
    if same:
        return same
    role.granted_by = by
    role.save()
    write_to(role.person, "access/role_granted", role=role)
    record("role.granted", role.person, by=by, role=role.pk, kind=role.kind, region=role.region, topic=role.topic)
    return role


def _check(role: Role) -> None:
    """What cannot be, said to whoever asked."""
    if not role.person.is_active or role.person.suspended_at is not None:
        raise Refused(_("This account is closed or suspended."))
    if role.ends_on is not None and role.ends_on < role.starts_on:
        raise Refused(_("The last day is before the first."))
    if role.kind == Role.Kind.AMBASSADOR and bool(role.region) == bool(role.topic):
        raise Refused(_("A Learning Ambassador has either a region or a topic."))
    if role.kind != Role.Kind.AMBASSADOR and (role.region or role.topic):
        raise Refused(_("Only Learning Ambassadors have a region or a topic."))


@transaction.atomic
def end_role(role: Role, *, by: Person, last_day: date | None = None) -> Role:
    """Let a role end: after `last_day`, or at once. The last administrator stays."""
    role = lock(role)
    require(may_end_role(by, role))
    if role.kind == Role.Kind.ADMINISTRATOR:
        keep_an_administrator(without=role.person, after=last_day or clock.today())
    role.ends_on = last_day or clock.today() - timedelta(days=1)
    role.save(update_fields=["ends_on"])
    write_to(role.person, "access/role_ended", role=role)
    record("role.ended", role.person, by=by, role=role.pk, kind=role.kind, last_day=role.ends_on.isoformat())
    return role


def keep_an_administrator(*, without: Person, after: date) -> None:
    """Refuse what would leave the programme without an administrator after that day. Holds the administrators' rows
    until the transaction ends, so that two cannot end each other."""
    rows = Role.objects.select_for_update().filter(kind=Role.Kind.ADMINISTRATOR, starts_on__lte=after)
    roles = [role for role in rows.order_by("pk") if role.ends_on is None or role.ends_on >= after]
    others = {role.person_id for role in roles if role.ends_on is None or role.ends_on > after} - {without.pk}
    is_one = any(role.person_id == without.pk for role in roles)
    if is_one and not Person.objects.filter(pk__in=others, is_active=True, suspended_at=None).exists():
        raise Refused(_("The programme needs an administrator. Name another one first."))
