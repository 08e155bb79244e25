"""Suspending an account, and lifting it: it acts at once and everywhere."""

from django.db import transaction

from letsconnect.access.actions.accounts import end_sessions
from letsconnect.access.actions.roles import keep_an_administrator
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.mailboxes.actions.calendars import end_feed
from letsconnect.mailboxes.letters import write_to
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person
from letsconnect.people.rules import may_suspend
from letsconnect.people.signals import person_suspended


@transaction.atomic
def suspend(person: Person, *, by: Person) -> Person:
    """Take somebody out of the directory and their roles to sleep. They may still sign in and see themselves."""
    person = lock(person)
    require(may_suspend(by, person))
    keep_an_administrator(without=person, after=clock.today())
    if person.suspended_at is None:
        person.suspended_at = clock.now()
        person.save(update_fields=["suspended_at"])
        end_sessions(person)
        write_to(person, "access/suspended")
        end_feed(person, by=by)
        record("person.suspended", person, by=by)
        person_suspended.send(Person, person=person)
        touch(person)
    return person


@transaction.atomic
def lift(person: Person, *, by: Person) -> Person:
    """Welcome somebody back."""
    person = lock(person)
    require(may_suspend(by, person))
    if person.suspended_at is not None:
        person.suspended_at = None
        person.save(update_fields=["suspended_at"])
        write_to(person, "access/lifted")
        record("person.lifted", person, by=by)
        touch(person)
    return person
