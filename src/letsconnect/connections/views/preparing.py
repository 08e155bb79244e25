"""Getting ready for a session: where we meet, and three questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letsconnect.connections.actions.preparing import ask, choose_meeting
from letsconnect.connections.forms.preparing import MeetingForm, QuestionsForm
from letsconnect.connections.queries.connections import place_in, places_of
from letsconnect.connections.queries.meeting import suits_everybody
from letsconnect.connections.rules import may_ask, may_choose_meeting
from letsconnect.ground.errors import require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where we meet."""
    place = get_object_or_404(place_in(myself(request), public_id))
    connection = place.connection
    require(may_choose_meeting(place.person, connection))
    now = {"meeting": connection.meeting, "where": connection.meeting_where}
    form = MeetingForm(posted(request), initial=now)
    if request.method == "POST" and form.is_valid():
        choose_meeting(connection, form.cleaned_data["meeting"], form.cleaned_data["where"], by=place.person)
        messages.success(request, _("Saved."))
        return redirect(reverse("connections:connection", args=[public_id]) + "#place")
    facts = {"connection": connection, "form": form, "suits": suits_everybody(places_of(connection))}
    return render(request, "connections/meeting.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Three questions I would like to ask."""
    place = get_object_or_404(place_in(myself(request), public_id))
    require(may_ask(place.person, place.connection))
    form = QuestionsForm(posted(request), initial=QuestionsForm.starting(place.questions))
    if request.method == "POST" and form.is_valid():
        ask(place.connection, form.questions(), by=place.person)
        messages.success(request, _("Saved."))
        return redirect(reverse("connections:connection", args=[public_id]) + "#questions")
    return render(request, "connections/questions.html", {"connection": place.connection, "form": form})
