"""The doors of the accounts the team looks after: find, suspend, send a claim link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from letsconnect.access.actions.claims import DAYS, make_claim_link
from letsconnect.access.actions.suspending import lift, suspend
from letsconnect.access.queries.accounts import account_of, accounts_for, scope_of
from letsconnect.ground.errors import Refused, require
from letsconnect.people import rules
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import active_roles, myself, reading

A_PAGE = 50
DEEDS = ("suspend", "send_claim_link", "reset_second_factor", "grant_roles")
STATES: dict[str, dict[str, Any]] = {"imported": {"confirmed_at": None}, "suspended": {"suspended_at__isnull": False}}


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """All accounts in the reader's care, 50 a page."""
    require(rules.may_see_accounts(myself(request)))
    words, state, after = (request.GET.get(name, "") for name in ("q", "state", "after"))
    found = accounts_for(reading(request), words).filter(**STATES.get(state, {}))
    if after.isdecimal():
        found = found.filter(pk__lt=int(after[:18]))
    page = [account_of(person, reading(request)) for person in found[: A_PAGE + 1]]
    further = page[A_PAGE - 1].person.pk if len(page) > A_PAGE else None
    facts = {"accounts": page[:A_PAGE], "words": words, "state": state, "further": further}
    return render(request, "access/team_people.html", facts)


@login_required
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One account: its roles and what can be done with it."""
    me = myself(request)
    somebody = in_care(request, public_id)
    facts = {
        "account": account_of(somebody, reading(request)),
        "roles": [(role, scope_of(role)) for role in active_roles(somebody)] if rules.may_see_roles(me) else [],
        "may": {name: getattr(rules, f"may_{name}")(me, somebody) for name in DEEDS},
    }
    return render(request, "access/team_person.html", facts)


def in_care(request: HttpRequest, public_id: str) -> Person:
    require(rules.may_see_accounts(myself(request)))
    return get_object_or_404(accounts_for(reading(request)), public_id=public_id)


@login_required
@require_POST
def suspending(request: HttpRequest, public_id: str) -> HttpResponse:
    somebody = in_care(request, public_id)
    try:
        suspend(somebody, by=myself(request))
        messages.success(request, _("The account is suspended, and signed out everywhere."))
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("access:team_person", public_id)


@login_required
@require_POST
def lifting(request: HttpRequest, public_id: str) -> HttpResponse:
    lift(in_care(request, public_id), by=myself(request))
    messages.success(request, _("The account is open again."))
    return redirect("access:team_person", public_id)


@never_cache
@login_required
def claim_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """The link is shown in the answer to the press, once; it cannot be read again."""
    somebody = in_care(request, public_id)
    require(rules.may_send_claim_link(myself(request), somebody))
    link = ""
    if request.method == "POST":
        token = make_claim_link(somebody, by=myself(request))
        link = request.build_absolute_uri(reverse("access:claim", args=[token]))
    facts = {"account": account_of(somebody, reading(request)), "link": link, "days": DAYS}
    return render(request, "access/team_claim.html", facts)
