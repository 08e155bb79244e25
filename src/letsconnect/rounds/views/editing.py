"""Changing one connection, adding one, keeping two people apart."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself
from letsconnect.rounds.actions.editing import add_connection, change_connection, desk_of, keep_two_apart
from letsconnect.rounds.forms.editing import AddForm, ApartForm
from letsconnect.rounds.matchmaking.choices import changed, choices_of, sides_of, topics_of
from letsconnect.rounds.models import Round, RoundConnection
from letsconnect.rounds.queries.lines import lines_of
from letsconnect.rounds.rules import is_still_a_proposal, may_change_proposal


@require_safe
@login_required
def connection(request: HttpRequest, round_id: int, number: int) -> HttpResponse:
    """One proposed connection, with what it could be instead."""
    me, row = myself(request), _row(round_id, number)
    require(may_change_proposal(me, row.round))
    open_ = is_still_a_proposal(me, row) and not row.next_best
    facts = {
        "round": row.round,
        "row": row,
        "line": lines_of(row.round, [row], me)[0],
        "choices": choices_of(desk_of(row.round, number), row, me) if open_ else None,
    }
    return render(request, "rounds/connection.html", facts)


@require_POST
@login_required
def change(request: HttpRequest, round_id: int, number: int) -> HttpResponse:
    """Somebody else in a place, or another time."""
    row = _row(round_id, number)
    require(may_change_proposal(myself(request), row.round))
    wanted = changed(row, request.POST)
    try:
        if wanted is not None:
            change_connection(row, wanted, by=myself(request))
            messages.success(request, _("Changed."))
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("rounds:connection", round_id, number)


@login_required
def add(request: HttpRequest, round_id: int) -> HttpResponse:
    """A connection by hand: first the topic, then who."""
    me, round_ = myself(request), get_object_or_404(Round, pk=round_id)
    require(may_change_proposal(me, round_))
    topic = request.GET.get("topic", "")
    sides = sides_of(round_, topic)
    if not (sides[0] and sides[1]):
        return render(request, "rounds/add_topic.html", {"round": round_, "topics": topics_of(round_)})
    form = AddForm(posted(request), round_=round_, topic=topic, people=sides)
    if form.is_valid():
        try:
            return redirect("rounds:connection", round_id, add_connection(round_, form.wanted(), by=me).number)
        except Refused as refused:
            form.add_error(None, refused)
    return render(request, "rounds/add.html", {"round": round_, "form": form, "topic": topics_of(round_)[topic]})


@require_POST
@login_required
def apart(request: HttpRequest, round_id: int) -> HttpResponse:
    """Two people do not meet in this round."""
    round_ = get_object_or_404(Round, pk=round_id)
    form = ApartForm(request.POST)
    if not form.is_valid():
        require(may_change_proposal(myself(request), round_))
        return render(request, "rounds/apart.html", {"round": round_, "form": form})
    try:
        keep_two_apart(round_, form.two(), by=myself(request))
        messages.success(request, _("They do not meet in this round."))
    except Refused as refused:
        messages.error(request, refused.messages[0])
    return redirect("rounds:round", round_id)


def _row(round_id: int, number: int) -> RoundConnection:
    rows = RoundConnection.objects.select_related("round", "connection")
    return get_object_or_404(rows, round=round_id, number=number)
