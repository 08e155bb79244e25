"""The team's list of countries at risk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.people.actions.countries import put_at_risk, take_off_risk
from letsconnect.people.forms.countries import CountryAtRiskForm
from letsconnect.people.queries.places import country_name
from letsconnect.people.queries.readers import countries_at_risk, myself
from letsconnect.people.rules import may_edit_countries_at_risk


@login_required
def countries(request: HttpRequest) -> HttpResponse:
    """Which countries are on the list, and a form to add one."""
    me = myself(request)
    require(may_edit_countries_at_risk(me))
    form = CountryAtRiskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        put_at_risk(form.cleaned_data["country"], by=me)
        messages.success(request, _("Saved."))
        return redirect("people:countries_at_risk")
    listed = sorted((country_name(code), code) for code in countries_at_risk())
    return render(request, "people/countries_at_risk.html", {"form": form, "listed": listed})


@login_required
@require_POST
def take_off(request: HttpRequest, code: str) -> HttpResponse:
    take_off_risk(code, by=myself(request))
    messages.success(request, _("Saved."))
    return redirect("people:countries_at_risk")
