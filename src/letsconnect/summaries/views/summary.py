"""The brief summary: from the connection's page, or from the link in the letter that asks for it (signed in or out)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from letsconnect.connections.models import Place
from letsconnect.connections.queries.connections import places_with_their_connection
from letsconnect.ground.errors import Refused
from letsconnect.people.queries.readers import myself
from letsconnect.summaries.actions import ChangedMeanwhile, approve, withdraw_approval, write_summary
from letsconnect.summaries.forms import SummaryForm
from letsconnect.summaries.letters import read_summary_address
from letsconnect.summaries.models import Summary
from letsconnect.summaries.queries.summaries import standing_of, summary_of
from letsconnect.summaries.rules import may_summarise


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def summary(request: HttpRequest, public_id: str) -> HttpResponse:
    """For those in it."""
    places = places_with_their_connection()
    place = get_object_or_404(places, connection__public_id=public_id, person=myself(request))
    return answered(request, place)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def summary_from_letter(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever got the letter: GET shows, POST acts."""
    try:
        place_id = read_summary_address(token)
    except BadSignature as error:
        raise Http404 from error
    places = places_with_their_connection().filter(person__is_active=True, person__suspended_at=None)
    return answered(request, get_object_or_404(places, pk=place_id))


def answered(request: HttpRequest, place: Place) -> HttpResponse:
    """The page, or what the pressed button does. All buttons are safe to press twice."""
    decision = request.POST.get("decision")
    if request.method == "POST" and decision in ("credited", "anonymous", "between_us"):
        return decided(request, place, decision)
    if request.method == "POST":
        return written(request, place)
    form = form_for(request, place, summary_of(place.connection))
    return page(request, place, form)


def written(request: HttpRequest, place: Place) -> HttpResponse:
    """The words were sent: kept, or shown again beside those that somebody else wrote meanwhile."""
    form, theirs = form_for(request, place, summary_of(place.connection)), None
    if form.is_valid():
        try:
            write_summary(place.connection, form.words(), seen=form.cleaned_data["seen"], by=place.person)
            messages.success(request, _("Thank you. That is all we ask."))
            return redirect(request.path)
        except ChangedMeanwhile as changed:
            theirs, form = changed.now, form_for(request, place, changed.now, seen=changed.now.version)
            form.is_valid()
            form.add_error(None, changed)
        except Refused as refused:
            form.add_error(None, refused)
    return page(request, place, form, theirs)


def decided(request: HttpRequest, place: Place, decision: str) -> HttpResponse:
    """Public with or without my name, or between us."""
    version = request.POST.get("version", "")
    try:
        if decision == "between_us":
            withdraw_approval(place.connection, by=place.person)
        else:
            seen = int(version) if version.isdecimal() else 0
            approve(place.connection, version=seen, credited=decision == "credited", by=place.person)
        messages.success(request, _("Saved. You can change this at any time."))
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{request.path}#public")


def form_for(request: HttpRequest, place: Place, summary: Summary | None, *, seen: int | None = None) -> SummaryForm:
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and seen is not None:
        data["seen"] = str(seen)
    spoken = [place.connection.language, *place.person.languages.values_list("code", flat=True)]
    return SummaryForm(data, summary=summary, languages=[code for code in spoken if code])


def page(request: HttpRequest, place: Place, form: SummaryForm, theirs: Summary | None = None) -> HttpResponse:
    back = "" if place.person != request.user else reverse("connections:connection", args=[place.connection.public_id])
    facts = {
        "place": place,
        "connection": place.connection,
        "form": form,
        "theirs": theirs,
        "standing": standing_of(place),
        "may_summarise": may_summarise(place.person, place.connection),
        "back": back,
    }
    return render(request, "summaries/summary.html", facts)
