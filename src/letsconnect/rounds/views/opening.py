"""Opening a round, and changing it while nothing is planned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself
from letsconnect.rounds.actions.opening import open_round, prepare_round
from letsconnect.rounds.forms.opening import RoundForm
from letsconnect.rounds.queries.rounds import all_rounds
from letsconnect.rounds.rules import may_open_round, may_prepare


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open a round for a month."""
    me = myself(request)
    require(may_open_round(me))
    form = RoundForm(posted(request))
    if form.is_valid():
        try:
            return redirect("rounds:round", open_round(form.facts(), by=me).pk)
        except Refused as refused:
            form.add_error(None, refused)
    return render(request, "rounds/open.html", {"form": form})


@login_required
def prepare(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change what was decided."""
    me = myself(request)
    round_ = get_object_or_404(all_rounds(), pk=round_id)
    require(may_prepare(me, round_))
    form = RoundForm(posted(request), round_=round_)
    if form.is_valid():
        try:
            prepare_round(round_, form.facts(), by=me)
            messages.success(request, _("Saved."))
            return redirect("rounds:round", round_id)
        except Refused as refused:
            form.add_error(None, refused)
    return render(request, "rounds/open.html", {"form": form, "round": round_})
