"""The door of a claim link. Looking does nothing, so that a mail program's preview uses nothing up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from letsconnect.access.actions.claims import use_claim_link
from letsconnect.access.login import arriving
from letsconnect.access.queries.claims import open_claim
from letsconnect.ground.allowance import limited
from letsconnect.people.queries.readers import person_of


@never_cache
@limited("claim", at_most=10, seconds=60)
def claim(request: HttpRequest, token: str) -> HttpResponse:
    link = open_claim(token)
    if link and request.method == "POST" and person_of(request) is None:
        person = use_claim_link(token)
        if person:
            request.session[arriving.ONWARD] = "/me/sign-in/"
            messages.info(request, _("Welcome. Add an e-mail address, so that you can come in again."))
            return arriving.arrive(request, person)
        link = None
    response = render(request, "access/claim.html", {"link": link}, status=200 if link else 404)
    response["Referrer-Policy"] = "no-referrer"
    return response
