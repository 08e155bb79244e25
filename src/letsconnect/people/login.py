"""Signing in: the code and its limits, and the moment somebody arrives. No passwords in the house.

What waits in the session: `code` (a keyed digest, never the code itself), `onward` (where to go afterwards).
Everything else a visitor's session holds, as a registration begun, stays when they sign in.
"""

import secrets
from enum import Enum

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.allowance import client_address, hashed, network_of, take
from letsconnect.people.actions.codes import post_code
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import active_roles

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODE, ONWARD = "code", "onward"
CODE_MINUTES = 15
CODE_TRIES = 5
A_MOMENT = 20  # seconds in which a second press of the button is the same press
HOUR = 60 * 60


class Verdict(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # too old, or tried too often: a new one is needed


# --- the code -------------------------------------------------------------------------------------------------
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


# --- arriving -------------------------------------------------------------------------------------------------
def remember_onward(request: HttpRequest) -> None:
    """Keep `next` for afterwards, if it is a page of this site."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if onward and is_our_page(request, onward):
        request.session[ONWARD] = onward


def is_our_page(request: HttpRequest, address: str) -> bool:
    hosts = {request.get_host()}
    return url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=request.is_secure())


def arrive(request: HttpRequest, person: Person) -> HttpResponseRedirect:
    """Sign this person in here and lead them on."""
    onward = request.session.pop(ONWARD, "")
    forget_code(request)
    login(request, person, backend=BACKEND)
    request.session["browser"] = browser_of(request.headers.get("User-Agent", ""))
    request.session["began_at"] = clock.now().timestamp()
    if person.suspended_at is not None:
        messages.warning(
            request, _("Your profile is paused by the team, so only you can see it. You can write to the team.")
        )
    return redirect(onward or landing(person))


def landing(person: Person) -> str:
    """Where somebody goes who did not say: on with registering, to what an import said of them, or home."""
    if person.registered_at is None:
        return "/team/" if active_roles(person).exists() else "/register/"
    return "/me/" if person.confirmed_at is None else "/"


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
BROWSERS |= {"Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}
SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


def browser_of(user_agent: str) -> str:
    """As much of a browser's name as its owner needs to know it again: "Firefox, Android"."""
    found = [next((name for sign, name in names.items() if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)
