"""The team changes the programme's words, questions and rules."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letsconnect.access.queries.accounts import Account, account_of
from letsconnect.ground.audit import history_of
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.models import AuditEntry
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself, reading
from letsconnect.people.rules import may_edit_programme
from letsconnect.programme.actions.passages import add_passage, change_passage, move_passage, remove_passage
from letsconnect.programme.actions.phases import change_phase, open_phase
from letsconnect.programme.forms.passages import NewPhaseForm, PassageForm, PhaseForm
from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.queries.passages import all_phases, current_phase, editable, known_answers, sections_of


@require_safe
@login_required
def programme(request: HttpRequest, phase_id: int | None = None) -> HttpResponse:
    """All words of the current phase, or of an earlier one to read."""
    require(may_edit_programme(request.user))
    phase = get_object_or_404(Phase, pk=phase_id) if phase_id else current_phase()
    page = {"phase": phase, "sections": sections_of(phase), "phases": all_phases()}
    return render(request, "programme/team_programme.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def passage(request: HttpRequest, passage_id: int) -> HttpResponse:
    require(may_edit_programme(request.user))
    passage = get_object_or_404(editable(), pk=passage_id)
    form = form_for(request, passage)
    if form.is_valid():
        change_passage(passage, by=myself(request), **form.changes())
        messages.success(request, _("Saved."))
        return redirect("programme:passage", passage.parent_id or passage.pk)
    page = {"form": form, "passage": passage, "history": history(request, passage), "known": form.known}
    return render(request, "programme/team_passage.html", page)


@require_http_methods(["GET", "POST"])
@login_required
def new_passage(request: HttpRequest, kind: str, parent_id: int | None = None) -> HttpResponse:
    require(may_edit_programme(request.user))
    parent = get_object_or_404(editable(), pk=parent_id) if parent_id else None
    passage = Passage(phase=current_phase(), kind=kind, parent=parent)
    form = form_for(request, passage)
    if form.is_valid() and (added := tried(form, request)):
        messages.success(request, _("Added."))
        return redirect("programme:passage", added.parent_id or added.pk)
    page = {"form": form, "passage": passage, "known": form.known}
    return render(request, "programme/team_passage.html", page)


def form_for(request: HttpRequest, passage: Passage) -> PassageForm:
    places = list(passage.phase.passages.filter(kind=Passage.Kind.PLACE))
    return PassageForm(posted(request), passage=passage, known=known_answers(passage.phase), places=places)


def history(request: HttpRequest, passage: Passage) -> list[tuple[AuditEntry, Account | None]]:
    """Who changed it when, named as far as this reader may see."""
    lines = history_of(passage)
    return [(line, account_of(line.by, reading(request)) if line.by else None) for line in lines]


def tried(form: PassageForm, request: HttpRequest) -> Passage | None:
    """The new passage, or None with the reason on the form."""
    try:
        return add_passage(form.as_new(), by=myself(request))
    except Refused as refused:
        form.add_error(None, refused)
        return None


@require_POST
@login_required
def move(request: HttpRequest, passage_id: int) -> HttpResponse:
    passage = get_object_or_404(editable(), pk=passage_id)
    move_passage(passage, by=myself(request), up=request.POST.get("to") != "down")
    return back_to(passage)


@require_POST
@login_required
def remove(request: HttpRequest, passage_id: int) -> HttpResponse:
    passage = get_object_or_404(editable(), pk=passage_id)
    try:
        remove_passage(passage, by=myself(request))
        messages.success(request, _("Removed."))
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return back_to(passage)


def back_to(passage: Passage) -> HttpResponse:
    """The list in which the passage stands."""
    if passage.parent_id:
        return redirect("programme:passage", passage.parent_id)
    response = redirect("programme:team_programme")
    response["Location"] += f"#{passage.kind}"
    return response


@require_http_methods(["GET", "POST"])
@login_required
def phase(request: HttpRequest) -> HttpResponse:
    """Rename the current phase; where the public discussion takes place."""
    require(may_edit_programme(request.user))
    form = PhaseForm(posted(request), phase=current_phase())
    if form.is_valid():
        change_phase(name=form.texts("name"), discussion_url=form.cleaned_data["discussion_url"], by=myself(request))
        messages.success(request, _("Saved."))
        return redirect("programme:team_programme")
    return render(request, "programme/team_phase.html", {"form": form, "new": False})


@require_http_methods(["GET", "POST"])
@login_required
def new_phase(request: HttpRequest) -> HttpResponse:
    """Go on with a copy of everything under a new name."""
    require(may_edit_programme(request.user))
    form = NewPhaseForm(posted(request), phase=Phase())
    if form.is_valid():
        open_phase(name=form.texts("name"), by=myself(request))
        messages.success(request, _("The new phase is open. It starts with all words of the one before."))
        return redirect("programme:team_programme")
    return render(request, "programme/team_phase.html", {"form": form, "new": True})
