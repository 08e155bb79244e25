"""The code by e-mail and its limits. The session keeps a keyed digest of it, never the code itself."""

import secrets
from enum import Enum

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.access.actions.codes import post_code
from letsconnect.ground import clock
from letsconnect.ground.allowance import client_address, hashed, network_of, take

CODE = "code"
CODE_MINUTES = 15
CODE_TRIES = 5
A_MOMENT = 20  # seconds in which a second press of the button is the same press
HOUR = 60 * 60


class Verdict(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # too old, or tried too often: a new one is needed


def send_code(request: HttpRequest, email: str, *, purpose: str) -> int:
    """Send a fresh code and remember its digest. Answers 0, or the seconds to wait. Asks nothing about the address:
    known and unknown ones get the same work."""
    now = clock.now().timestamp()
    before = request.session.get(CODE, {})
    if (before.get("email"), before.get("purpose")) == (email, purpose) and now - before["at"] < A_MOMENT:
        return 0
    wait = take("code.sent", hashed(email), at_most=10, seconds=HOUR)
    if not wait:
        code = f"{secrets.randbelow(1_000_000):06}"
        request.session[CODE] = {
            "email": email,
            "purpose": purpose,
            "at": now,
            "tries": 0,
            "digest": _digest(email, code),
        }
        post_code(email, code, language=get_language() or "", minutes=CODE_MINUTES)
    return wait


def _digest(email: str, code: str) -> str:
    return salted_hmac("letsconnect.code", f"{email} {code}", algorithm="sha256").hexdigest()


def awaited_email(request: HttpRequest, purpose: str) -> str | None:
    """The address a code was sent to from this browser."""
    waiting = request.session.get(CODE, {})
    return waiting.get("email") if waiting.get("purpose") == purpose else None


def may_try(email: str) -> int:
    """Count a try at an account's code, from wherever it comes. Answers 0, or the seconds to wait."""
    return take("code.tried", hashed(email), at_most=10, seconds=HOUR)


def try_code(request: HttpRequest, code: str) -> Verdict:
    """Hold what was typed against the code that waits. A right code stays until `forget_code`."""
    waiting = request.session[CODE]
    is_over = clock.now().timestamp() - waiting["at"] > CODE_MINUTES * 60 or waiting["tries"] >= CODE_TRIES
    if not is_over and constant_time_compare(_digest(waiting["email"], code), waiting["digest"]):
        return Verdict.RIGHT
    request.session[CODE] = {**waiting, "tries": waiting["tries"] + 1}
    return Verdict.OVER if is_over or waiting["tries"] + 1 >= CODE_TRIES else Verdict.WRONG


def judge(request: HttpRequest, form: Form) -> Verdict:
    """The same for a form, which says why where the code was not right."""
    verdict = try_code(request, form.cleaned_data["code"])
    if verdict is Verdict.WRONG:
        form.add_error("code", _("That is not the code. Please look at the newest letter; older codes no longer work."))
    if verdict is Verdict.OVER:
        form.add_error("code", _("This code no longer works. Nothing is lost: ask for a new one below."))
    return verdict


def forget_code(request: HttpRequest) -> None:
    request.session.pop(CODE, None)


def may_join(request: HttpRequest) -> int:
    """Count a new account made from this address. Answers 0, or the seconds to wait."""
    who = hashed(network_of(client_address(request)))
    return take("account.made", who, at_most=settings.NEW_ACCOUNTS_AT_MOST, seconds=HOUR // 2)
