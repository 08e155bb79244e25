"""Tokens made, used, revoked."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.api.models import Token
from letsconnect.api.queries import hash_of, working_tokens
from letsconnect.api.rules import may_make_token, may_revoke_token
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person

LASTS = timedelta(days=365)
MOST = 10


@transaction.atomic
def make_token(name: str, *, by: Person) -> str:
    """Make a token; answers its text, which is shown now and never again."""
    by = lock(by)
    require(may_make_token(by))
    if working_tokens().filter(person=by).count() >= MOST:
        raise Refused(_("You have %(count)s tokens. Revoke one you no longer use first.") % {"count": MOST})
    text = f"lc_{secrets.token_urlsafe(32)}"
    now = clock.now()
    token = Token.objects.create(person=by, name=name, token_hash=hash_of(text), made_at=now, expires_at=now + LASTS)
    record("token.made", token, by=by)
    return text


@transaction.atomic
def revoke_token(token: Token, *, by: Person) -> None:
    """From now on the token opens nothing; safe to repeat."""
    token = lock(token)
    require(may_revoke_token(by, token))
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        record("token.revoked", token, by=by)


def note_use(token: Token) -> None:
    """Remember the day, so that people see which tokens still serve; at most one write a day."""
    if token.used_on != clock.today():
        Token.objects.filter(pk=token.pk).update(used_on=clock.today())
