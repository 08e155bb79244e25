"""The case team's pages: the list, one report, what can be done with it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.ground.allowance import limited
from letsconnect.ground.errors import Refused
from letsconnect.ground.requests import posted
from letsconnect.safety.actions.cases import answer, leave_report, open_report, set_keep, set_status, share_report
from letsconnect.safety.forms.team import AnswerForm, PassphraseForm, ShareForm, StatusForm
from letsconnect.safety.models import Report
from letsconnect.safety.queries.keys import key_of, keys_in_use
from letsconnect.safety.queries.reports import reports_of, seat_of
from letsconnect.safety.views.quiet import TeamRequest, case_team_page

passphrases_limited = limited("passphrase", at_most=20, seconds=600, methods=("POST",))


@case_team_page
def cases(request: TeamRequest) -> HttpResponse:
    facts = {"reports": reports_of(request.user), "key": key_of(request.user)}
    return render(request, "safety/cases.html", facts)


@case_team_page
@passphrases_limited
def case(request: TeamRequest, report_id: int) -> HttpResponse:
    """One report: dates and status; with the passphrase, its words, for this one answer of the server."""
    report = _report(request, report_id)
    form, lines = PassphraseForm(posted(request)), None
    if form.is_valid():
        try:
            lines = open_report(report, form.cleaned_data["passphrase"], by=request.user)
        except Refused as refused:
            form.add_error("passphrase", refused)
    status = StatusForm(initial={"status": report.status, "keep": report.keep})
    facts = {"report": report, "form": form, "lines": lines, "status": status, "seat": seat_of(request.user, report)}
    return render(request, "safety/case.html", facts)


@case_team_page
def reply(request: TeamRequest, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    form = AnswerForm(posted(request))
    if form.is_valid():
        answer(report, form.cleaned_data["text"], once=form.cleaned_data["once"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("safety:case", report.pk)
    return render(request, "safety/reply.html", {"report": report, "form": form})


@require_POST
@case_team_page
def status(request: TeamRequest, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    form = StatusForm(request.POST)
    if form.is_valid():
        set_status(report, form.cleaned_data["status"], by=request.user)
        set_keep(report, form.cleaned_data["keep"], by=request.user)
        messages.success(request, _("Saved."))
    return redirect("safety:case", report.pk)


@case_team_page
@passphrases_limited
def share(request: TeamRequest, report_id: int) -> HttpResponse:
    """Let one more person of the case team read it."""
    report = _report(request, report_id)
    choices = keys_in_use().exclude(seats__report=report)
    form = ShareForm(posted(request), choices=choices)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            share_report(report, facts["passphrase"], with_key=facts["key"], by=request.user)
            return redirect("safety:case", report.pk)
        except Refused as refused:
            form.add_error(None, refused)
    return render(request, "safety/share.html", {"report": report, "form": form})


@require_POST
@case_team_page
def leave(request: TeamRequest, report_id: int) -> HttpResponse:
    try:
        leave_report(_report(request, report_id), by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("safety:case", report_id)
    return redirect("safety:cases")


def _report(request: TeamRequest, report_id: int) -> Report:
    return get_object_or_404(reports_of(request.user), pk=report_id)
