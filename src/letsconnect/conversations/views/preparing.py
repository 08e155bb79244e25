"""Getting ready for a session: the entry for one's calendar, where we meet, and three questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from letsconnect.connections.queries.connections import place_in, places_of
from letsconnect.connections.queries.entries import entry_for
from letsconnect.connections.queries.meeting import suits_everybody
from letsconnect.conversations.actions.preparing import ask, choose_meeting
from letsconnect.conversations.forms.preparing import MeetingForm, QuestionsForm
from letsconnect.conversations.rules import may_ask, may_choose_meeting, may_have_entry
from letsconnect.ground.calendars import PUBLISH, as_ics
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
    return render(request, "conversations/meeting.html", facts)


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
    return render(request, "conversations/questions.html", {"connection": place.connection, "form": form})


@require_safe
@login_required
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The entry as a file, for a calendar that takes no address."""
    place = get_object_or_404(place_in(myself(request), public_id))
    entry = entry_for(place) if may_have_entry(place.person, place.connection) else None
    if entry is None:
        raise Http404
    response = HttpResponse(as_ics([entry], method=PUBLISH), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="conversation.ics"'
    return response
