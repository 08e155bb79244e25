"""The case team's keys."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.allowance import limited
from letsconnect.ground.errors import Refused
from letsconnect.ground.requests import posted
from letsconnect.safety.actions.keys import admit_key, change_passphrase, make_key
from letsconnect.safety.forms.team import ChangePassphraseForm, KeyForm
from letsconnect.safety.queries.keys import current_keys, key_of
from letsconnect.safety.rules import may_admit_key
from letsconnect.safety.views.quiet import TeamRequest, case_team_page

keys_limited = limited("keys", at_most=20, seconds=600, methods=("POST",))


@case_team_page
def keys(request: TeamRequest) -> HttpResponse:
    facts = {"keys": current_keys(), "own": key_of(request.user), "may_admit": may_admit_key(request.user)}
    return render(request, "safety/keys.html", facts)


@case_team_page
@keys_limited
def new(request: TeamRequest) -> HttpResponse:
    form = KeyForm(posted(request), initial={"shown_as": request.user.name})
    if form.is_valid():
        make_key(form.cleaned_data["passphrase"], shown_as=form.cleaned_data["shown_as"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("safety:keys")
    return render(request, "safety/new_key.html", {"form": form, "own": key_of(request.user)})


@case_team_page
@keys_limited
def passphrase(request: TeamRequest) -> HttpResponse:
    form = ChangePassphraseForm(posted(request))
    if form.is_valid():
        try:
            change_passphrase(form.cleaned_data["old"], form.cleaned_data["passphrase"], by=request.user)
            messages.success(request, _("Saved."))
            return redirect("safety:keys")
        except Refused as refused:
            form.add_error("old", refused)
    return render(request, "safety/passphrase.html", {"form": form})


@require_POST
@case_team_page
def admit(request: TeamRequest, key_id: int) -> HttpResponse:
    admit_key(get_object_or_404(current_keys(), pk=key_id), by=request.user)
    return redirect("safety:keys")
