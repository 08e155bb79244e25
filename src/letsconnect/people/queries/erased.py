"""Who asked to be forgotten: known by keyed hashes only."""

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from letsconnect.people.models import Erased

SALT = "letsconnect.erased"


def digests_of(username: str | None, email: str | None) -> list[str]:
    """What an erasure keeps of a username (as MediaWiki writes it) and an e-mail address (in lower case)."""
    names = [f"username:{username}"] if username else []
    if email:
        names.append(f"email:{email.lower()}")
    return [salted_hmac(SALT, name, algorithm="sha256").hexdigest() for name in names]


def erased_among(digests: Iterable[str]) -> frozenset[str]:
    """Those of these digests that stand for somebody who was erased."""
    wanted = set(digests)
    return frozenset(digest for digest in Erased.objects.values_list("digest", flat=True) if digest in wanted)
