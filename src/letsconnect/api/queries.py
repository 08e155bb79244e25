"""Tokens: whose they are, and whether they still work."""

import hashlib

from django.db.models import QuerySet

from letsconnect.api.models import Token
from letsconnect.ground import clock
from letsconnect.people.models import Person


def hash_of(token: str) -> str:
    """How a token is stored. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def working_tokens() -> QuerySet[Token]:
    return Token.objects.filter(revoked_at=None, expires_at__gt=clock.now())


def token_named(token: str) -> Token | None:
    """The working token that this text is."""
    return working_tokens().select_related("person").filter(token_hash=hash_of(token)).first()


def tokens_of(person: Person) -> QuerySet[Token]:
    return Token.objects.filter(person=person, revoked_at=None)
