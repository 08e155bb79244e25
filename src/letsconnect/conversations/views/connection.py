"""My connections: /connections/, and the page of each: /connections/<id>/, for those in it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from letsconnect.connections.actions.answering import decline, propose_other_times
from letsconnect.connections.actions.leaving import call_off
from letsconnect.connections.actions.moving import move
from letsconnect.connections.letters import OTHER, YES
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import place_in
from letsconnect.connections.rules import may_answer, may_call_off, may_move
from letsconnect.conversations.pages import page_of
from letsconnect.conversations.queries.mine import sections_of
from letsconnect.conversations.views.answers import form_for, give
from letsconnect.ground.errors import Refused, require
from letsconnect.people.queries.readers import myself

Doors = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def connections(request: HttpRequest) -> HttpResponse:
    """All of mine: what waits for my answer, what is to come, what has been; one next step each."""
    return render(request, "conversations/connections.html", {"sections": sections_of(myself(request))})


@Doors
@login_required
def connection(request: HttpRequest, public_id: str) -> HttpResponse:
    """What this person needs to know and can do next. POST says yes, to the times ticked."""
    place = get_object_or_404(place_in(myself(request), public_id))
    form = form_for(request, place, YES)
    if request.method == "POST" and give(place, YES, form):
        messages.success(request, _("Your answer is kept."))
        return redirect("connections:connection", public_id)
    return render(request, "conversations/connection.html", page_of(place) | {"form": form})


@Doors
@login_required
def other_times(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose others: as an answer, or because an agreed time does not suit any more."""
    place = get_object_or_404(place_in(myself(request), public_id))
    require(may_answer(place.person, place.connection) or may_move(place.person, place.connection))
    form = form_for(request, place, OTHER)
    if request.method == "POST" and form.is_valid() and proposed(place, form):
        messages.success(request, _("Your times are proposed. The others get a letter."))
        return redirect("connections:connection", public_id)
    return render(request, "conversations/other_times.html", page_of(place) | {"form": form})


def proposed(place: Place, form: forms.Form) -> bool:
    """Whether the times were taken; if not, the form says why."""
    act = move if place.connection.state == Connection.State.AGREED else propose_other_times
    try:
        act(place.connection, form.cleaned_data["chosen"], by=place.person)
    except Refused as refused:
        form.add_error(None, refused)
        return False
    return True


@Doors
@login_required
def not_this_time(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no, or call it off; no reason is asked. GET asks once more, POST does it."""
    place = get_object_or_404(place_in(myself(request), public_id))
    said_already = place.answer == Place.Answer.NO or not place.connection.is_live
    if request.method == "POST" and not said_already:
        act: Any = decline if may_answer(place.person, place.connection) else call_off
        act(place.connection, by=place.person)
    if request.method == "POST" or said_already:
        return redirect("connections:connection", public_id)
    require(may_call_off(place.person, place.connection))
    return render(request, "conversations/not_this_time.html", page_of(place))
