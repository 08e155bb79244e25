"""Asking now and then whether a profile is still true."""

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.locking import lock
from letsconnect.mailboxes.letters import write_to
from letsconnect.people.models import Person
from letsconnect.people.queries.freshness import people_to_ask


@transaction.atomic
def ask_if_still_true(person: Person) -> bool:
    """Write one letter to somebody whose profile is ninety days old; at most one in ninety days. False: no need."""
    person = lock(person)
    if not people_to_ask().filter(pk=person.pk).exists():
        return False
    person.freshness_asked_at = clock.now()
    person.save(update_fields=["freshness_asked_at"])
    write_to(person, "joining/still_true", about="freshness")
    record("profile.asked_if_still_true", person, by=None)
    return True
