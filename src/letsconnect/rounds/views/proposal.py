"""Reading rounds: the list, one round, who is in, who waits."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from letsconnect.ground.errors import require
from letsconnect.matching.queries.entrants import entrants, those_in
from letsconnect.people.queries.readers import myself
from letsconnect.rounds import rules
from letsconnect.rounds.forms.editing import ApartForm
from letsconnect.rounds.matchmaking.summing import summed_up
from letsconnect.rounds.models import Round
from letsconnect.rounds.queries.answers import standing_of
from letsconnect.rounds.queries.lines import A_PAGE, found_by_name, lines_of
from letsconnect.rounds.queries.rounds import all_rounds, reasons_out
from letsconnect.rounds.queries.waiting import by_reason, waiting_wishes
from letsconnect.rounds.queries.words import phase_in_words

REFRESH = 3  # seconds, while a plan is computed or invitations are sent
WAITING_PAGE = 200
State = Round.State


@require_safe
@login_required
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds."""
    require(rules.may_run_rounds(myself(request)))
    return render(request, "rounds/rounds.html", {"rounds": all_rounds()})


@require_safe
@login_required
def round_(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round: where it stands and what comes next."""
    require(rules.may_run_rounds(myself(request)))
    found = get_object_or_404(Round.objects.defer("input"), pk=round_id)
    if found.state == State.PREPARING:
        return render(request, "rounds/preparing.html", {"round": found, **_people(found)})
    if found.state == State.PLANNING:
        return _planning(request, found)
    return _proposal(request, found)


def _people(found: Round) -> dict[str, object]:
    everybody = entrants(found)
    return {"count": len(those_in(everybody)), "out": reasons_out(everybody)}


def _planning(request: HttpRequest, found: Round) -> HttpResponse:
    progress = found.progress or {}
    phase = phase_in_words(progress["phase"]) if progress else ""
    facts = {"round": found, "phase": phase, "percent": round(100 * progress.get("fraction", 0))}
    answer = render(request, "rounds/planning.html", facts)
    answer["Refresh"] = str(REFRESH)
    return answer


def _proposal(request: HttpRequest, found: Round) -> HttpResponse:
    me, words = myself(request), request.GET.get("q", "").strip()
    page = Paginator(found_by_name(found, words), A_PAGE).get_page(request.GET.get("page"))
    now = standing_of(found)
    facts = {"round": found, "page": page, "lines": lines_of(found, page.object_list, me), "words": words, "now": now}
    facts |= {"may_change": rules.may_change_proposal(me, found), "may_replan": rules.may_ask_for_plan(me, found)}
    answer = render(request, "rounds/proposal.html", facts | {"apart_form": ApartForm()})
    if now.sending:
        answer["Refresh"] = str(REFRESH)
    return answer


@require_safe
@login_required
def people(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who is in, and why others are not."""
    require(rules.may_run_rounds(myself(request)))
    found = get_object_or_404(all_rounds(), pk=round_id)
    return render(request, "rounds/people.html", {"round": found, **_people(found)})


@require_safe
@login_required
def summary(request: HttpRequest, round_id: int) -> HttpResponse:
    """What the plan does for whom, and what one more of something would open."""
    me = myself(request)
    require(rules.may_run_rounds(me))
    found = get_object_or_404(Round, pk=round_id, plan__isnull=False)
    return render(request, "rounds/summary.html", {"round": found, "summary": summed_up(found, me)})


@require_safe
@login_required
def waiting(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who waits for what, and why."""
    me = myself(request)
    require(rules.may_run_rounds(me))
    found = get_object_or_404(Round.objects.defer("input"), pk=round_id, plan__isnull=False)
    wishes = waiting_wishes(found, me)
    page = Paginator(wishes, WAITING_PAGE).get_page(request.GET.get("page"))
    facts = {"round": found, "page": page, "reasons": by_reason(list(page.object_list), wishes)}
    return render(request, "rounds/waiting.html", facts)
