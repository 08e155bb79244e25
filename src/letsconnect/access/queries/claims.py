"""Claim links that are still good."""

import hashlib

from letsconnect.ground import clock
from letsconnect.people.models import ClaimLink


def digest_of(token: str) -> str:
    """How a token is kept: whoever reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_claim(token: str) -> ClaimLink | None:
    """The link with this token, if nobody used it and it has not expired."""
    links = ClaimLink.objects.filter(token_hash=digest_of(token), used_at=None, expires_at__gt=clock.now())
    return links.select_related("person").first()
