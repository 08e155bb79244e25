"""Running a round: plan, stop, send, and what is done with the ticked connections."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from letsconnect.ground.errors import require
from letsconnect.people.queries.readers import myself
from letsconnect.rounds.actions.editing import remove_connections
from letsconnect.rounds.actions.following import look_for_next_best
from letsconnect.rounds.actions.locking import set_locks
from letsconnect.rounds.actions.opening import close_round, start_over, switch_resending
from letsconnect.rounds.actions.planning import stop_planning
from letsconnect.rounds.models import Round
from letsconnect.rounds.queries.rounds import all_rounds
from letsconnect.rounds.rules import may_run_rounds
from letsconnect.rounds.tasks import have_planned, have_sent


def in_care(request: HttpRequest, round_id: int) -> Round:
    """The round, for those who run rounds."""
    require(may_run_rounds(myself(request)))
    return get_object_or_404(all_rounds(), pk=round_id)


@require_POST
@login_required
def plan(request: HttpRequest, round_id: int) -> HttpResponse:
    """The whole round, or again around what is locked."""
    have_planned(in_care(request, round_id), by=myself(request))
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def stop(request: HttpRequest, round_id: int) -> HttpResponse:
    stop_planning(in_care(request, round_id), by=myself(request))
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def over(request: HttpRequest, round_id: int) -> HttpResponse:
    start_over(in_care(request, round_id), by=myself(request))
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    close_round(in_care(request, round_id), by=myself(request))
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def resending(request: HttpRequest, round_id: int) -> HttpResponse:
    switch_resending(in_care(request, round_id), request.POST.get("by_itself") == "yes", by=myself(request))
    messages.success(request, _("Saved."))
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def send(request: HttpRequest, round_id: int) -> HttpResponse:
    """All that is not sent yet."""
    _send(request, in_care(request, round_id), None)
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def next_best(request: HttpRequest, round_id: int) -> HttpResponse:
    count = look_for_next_best(in_care(request, round_id), by=myself(request))
    if count:
        text = ngettext("%(count)s next best connection found.", "%(count)s next best connections found.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Nobody whom this left free can meet anybody else in this round."))
    return redirect("rounds:round", round_id)


@require_POST
@login_required
def chosen(request: HttpRequest, round_id: int) -> HttpResponse:
    """One deed with the ticked connections; then the same part of the list again."""
    numbers = [int(one[:9]) for one in request.POST.getlist("chosen") if one.isdecimal()]
    round_, deed = in_care(request, round_id), DEEDS.get(request.POST.get("deed", ""))
    if deed is not None and (numbers or deed is _plan_around):
        deed(request, round_, numbers)
    else:
        messages.info(request, _("Tick one or more connections first."))
    return redirect(f"{reverse('rounds:round', args=[round_id])}?{request.GET.urlencode()}")


def _send(request: HttpRequest, round_: Round, numbers: list[int] | None) -> None:
    count = have_sent(round_, numbers, by=myself(request))
    text = ngettext("%(count)s invitation is being sent.", "%(count)s invitations are being sent.", count)
    messages.success(request, text % {"count": count})


def _plan_around(request: HttpRequest, round_: Round, numbers: list[int]) -> None:
    have_planned(round_, by=myself(request), lock_first=numbers)


def _remove(request: HttpRequest, round_: Round, numbers: list[int]) -> None:
    remove_connections(round_, numbers, by=myself(request))


def _lock(request: HttpRequest, round_: Round, numbers: list[int]) -> None:
    set_locks(round_, numbers, locked=True, by=myself(request))


def _unlock(request: HttpRequest, round_: Round, numbers: list[int]) -> None:
    set_locks(round_, numbers, locked=False, by=myself(request))


Deed = Callable[[HttpRequest, Round, list[int]], None]
DEEDS: dict[str, Deed] = {
    "lock": _lock,
    "unlock": _unlock,
    "remove": _remove,
    "plan": _plan_around,
    "send": _send,
}
