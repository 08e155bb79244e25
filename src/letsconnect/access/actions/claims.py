"""Claim links (item 9): for somebody imported by username only, sent to them by wiki mail."""

import secrets
from datetime import timedelta

from django.db import transaction

from letsconnect.access.queries.claims import digest_of, open_claim
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import ClaimLink, Person
from letsconnect.people.rules import is_claimable, may_send_claim_link

DAYS = 30


@transaction.atomic
def make_claim_link(person: Person, *, by: Person) -> str:
    """A token that lets its first user in as this person, for 30 days. It can be read only now; older ones end."""
    person = lock(person)
    require(may_send_claim_link(by, person))
    ClaimLink.objects.filter(person=person, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    expires_at = clock.now() + timedelta(days=DAYS)
    ClaimLink.objects.create(person=person, token_hash=digest_of(token), made_by=by, expires_at=expires_at)
    record("claim.link_made", person, by=by)
    return token


@transaction.atomic
def use_claim_link(token: str) -> Person | None:
    """The person whose link this is, now used up; None when it is no longer good."""
    found = open_claim(token)
    link = lock(found) if found else None
    if link is None or link.used_at is not None or not is_claimable(None, link.person):
        return None
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    record("claim.link_used", link.person, by=link.person, made_by=link.made_by_id)
    return link.person
