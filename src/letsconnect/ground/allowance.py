"""How often somebody may do something (S7): counted in the database, so that all web processes count together."""

import hashlib
import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from letsconnect.ground import clock
from letsconnect.ground.models import Use

View = Callable[..., HttpResponse]
COUNT = """
INSERT INTO ground_use (what, who, "window", count) VALUES (%s, %s, %s, 1)
ON CONFLICT (what, who, "window") DO UPDATE SET count = ground_use.count + 1
RETURNING count
"""


def take(what: str, who: str, *, at_most: int, seconds: int) -> int:
    """Count one use. Answers 0 while `who` stays within `at_most` uses in `seconds`, else the seconds to wait.

    One statement, so no two requests read the same count. Call it outside a transaction that may be rolled back.
    """
    now = int(clock.now().timestamp())
    ends = now + seconds - (now + _phase(what, who, seconds)) % seconds
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [what, who, ends])
        count = cursor.fetchone()[0]
    return 0 if count <= at_most else ends - now


def _phase(what: str, who: str, seconds: int) -> int:
    """Everybody's stretches begin at moments of their own: there is no second in which all start afresh."""
    return int.from_bytes(hashlib.sha256(f"{what} {who}".encode()).digest()[:4]) % seconds


def sweep_uses() -> int:
    """Forget the stretches that are over; answers how many rows went."""
    return Use.objects.filter(window__lt=int(clock.now().timestamp())).delete()[0]


def client_address(request: HttpRequest) -> str:
    """The address the request came from. `X-Forwarded-For` counts only as far as our own proxies wrote it
    (TRUSTED_PROXIES): what a visitor forges stands further left and is never read."""
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if trusted and hops:
        return hops[-min(trusted, len(hops))]
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What one visitor can change at will counts as one: of an IPv6 address the first 64 bits."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else address


def who_asks(request: HttpRequest) -> str:
    """The name uses are counted under: the account, else a keyed hash of the address (the address is not stored)."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"account:{user.pk}"
    return hashed(network_of(client_address(request)))


def hashed(words: str) -> str:
    """A name, address or e-mail address as `take` may store it."""
    return salted_hmac("letsconnect.allowance", words, algorithm="sha256").hexdigest()


def too_often(request: HttpRequest, wait: int) -> HttpResponse:
    """The friendly page that says when to come back."""
    response = render(request, "429.html", {"minutes": -(-wait // 60)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def limited(what: str, *, at_most: int, seconds: int, methods: tuple[str, ...] = ()) -> Callable[[View], View]:
    """View decorator: at most so many requests in so many seconds, then 429. `methods`: count only these."""

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            counts = not methods or request.method in methods
            wait = take(what, who_asks(request), at_most=at_most, seconds=seconds) if counts else 0
            return too_often(request, wait) if wait else view(request, *args, **kwargs)

        return door

    return decorate
