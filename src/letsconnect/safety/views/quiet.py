"""What every page of this room does: leave no trace where others might look."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from letsconnect.ground.allowance import client_address, hashed, network_of, take
from letsconnect.ground.errors import require
from letsconnect.people.models import Person
from letsconnect.safety.rules import may_hold_key

View = Callable[..., HttpResponse]


class TeamRequest(HttpRequest):
    """A request behind `case_team_page`: somebody is signed in."""

    user: Person


def quiet(referrer: str) -> Callable[[View], View]:
    """Nothing is kept by the browser, sent on as referrer, found by search engines or written in error reports."""

    def decorate(view: View) -> View:
        @wraps(view)
        @sensitive_post_parameters()
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = referrer
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return door

    return decorate


# Browsers send `Origin: null` with a form on a page without referrer, which Django's check of forged requests refuses:
# the public forms do without that check (they act for nobody), the case team's keep it.
public_page = quiet("no-referrer")


def case_team_page(view: View) -> View:
    """A page of the case team: signed in, and Trust & Safety."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_hold_key(request.user))
        return view(request, *args, **kwargs)

    return quiet("same-origin")(login_required(door))


def seconds_to_wait(request: HttpRequest, *, at_most: int) -> int:
    """So many in an hour from one account, or from one network. What is counted does not say who counted it."""
    user = request.user
    who = f"account {user.pk}" if user.is_authenticated else network_of(client_address(request))
    return take("quiet", hashed(f"quiet {who}"), at_most=at_most, seconds=3600)
