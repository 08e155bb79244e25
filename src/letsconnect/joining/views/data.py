"""What I agreed to, a break, all my data, and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from letsconnect.ground.allowance import limited
from letsconnect.ground.requests import posted
from letsconnect.joining.forms.data import EraseForm, PauseForm, PublishForm, first_of_next_month
from letsconnect.joining.queries.consents import in_words
from letsconnect.joining.queries.export import full_export
from letsconnect.people.actions.consents import choose_publishing
from letsconnect.people.actions.leaving import erase as erase_person
from letsconnect.people.actions.presence import pause as take_break
from letsconnect.people.queries.consents import choice_now, consents_of
from letsconnect.people.queries.readers import myself


@login_required
def consents(request: HttpRequest) -> HttpResponse:
    """Every line of my ledger, and the choice about publishing, given and taken back with the same press."""
    person = myself(request)
    form = PublishForm(posted(request), initial={"publish": choice_now(person, "publish") or "none"})
    if request.method == "POST" and form.is_valid():
        choose_publishing(person, form.cleaned_data["publish"], by=person, language=get_language() or "en")
        messages.success(request, _("Saved."))
        return redirect("joining:consents")
    lines = [in_words(line) for line in consents_of(person)]
    return render(request, "joining/me_consents.html", {"form": form, "lines": lines})


@login_required
def pause(request: HttpRequest) -> HttpResponse:
    """Not this month; or: I am back."""
    person = myself(request)
    if "back" in request.POST:
        take_break(person, by=person, until=None)
        return redirect("joining:me")
    form = PauseForm(posted(request), initial={"paused_until": person.paused_until or first_of_next_month()})
    if request.method == "POST" and form.is_valid():
        take_break(person, by=person, until=form.cleaned_data["paused_until"])
        messages.success(request, _("Saved. Enjoy your break."))
        return redirect("joining:me")
    return render(request, "joining/me_pause.html", {"form": form, "person": person})


@require_GET
@never_cache
@login_required
@limited("export", at_most=30, seconds=3600)
def export(request: HttpRequest) -> HttpResponse:
    """Everything the house holds about me, as JSON."""
    response = JsonResponse(full_export(myself(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="lets-connect-my-data.json"'
    return response


@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Explains, asks once more, and then forgets at once."""
    person = myself(request)
    form = EraseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        erase_person(person, by=person)
        logout(request)
        return redirect("joining:erased")
    return render(request, "joining/me_erase.html", {"form": form})


def erased(request: HttpRequest) -> HttpResponse:
    """Goodbye."""
    return render(request, "joining/erased.html")
