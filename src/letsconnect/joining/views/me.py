"""My own page: what I said, who sees each line, how fresh it is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.requests import posted
from letsconnect.joining.forms.audiences import AudiencesForm, ConfirmForm
from letsconnect.joining.queries.own_page import leftovers_of, lines_of, open_suggestions
from letsconnect.joining.queries.steps import next_step, steps_of
from letsconnect.people.actions.presence import confirm_profile, still_true
from letsconnect.people.actions.profile import set_audiences
from letsconnect.people.queries.freshness import is_stale
from letsconnect.people.queries.readers import myself


@login_required
def me(request: HttpRequest) -> HttpResponse:
    person = myself(request)
    facts = {
        "person": person,
        "steps": steps_of(person),
        "coming": next_step(person),
        "lines": lines_of(person),
        "suggestions": open_suggestions(person),
        "leftovers": leftovers_of(person),
        "is_stale": person.is_registered and person.confirmed_at and is_stale(person),
        "confirm": ConfirmForm(person=person) if person.registered_at and not person.confirmed_at else None,
    }
    return render(request, "joining/me.html", facts)


@require_POST
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """What the import said is right; show it with these audiences."""
    person = myself(request)
    form = ConfirmForm(posted(request), person=person)
    if form.is_valid():
        confirm_profile(person, by=person, audiences=form.audiences(), language=get_language() or "en")
        messages.success(request, _("Thank you. Your profile is confirmed."))
    return redirect("joining:me")


@require_POST
@login_required
def fresh(request: HttpRequest) -> HttpResponse:
    """Everything I said is still true."""
    still_true(myself(request), by=myself(request))
    messages.success(request, _("Thank you. We will ask again in three months."))
    return redirect("joining:me")


@login_required
def audiences(request: HttpRequest) -> HttpResponse:
    """Who sees what, all on one page."""
    person = myself(request)
    form = AudiencesForm(posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        set_audiences(person, form.audiences(), by=person)
        messages.success(request, _("Saved."))
        return redirect("joining:me")
    return render(request, "joining/me_audiences.html", {"form": form, "person": person})
