"""Following a report with its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from letsconnect.ground.allowance import too_often
from letsconnect.ground.requests import posted
from letsconnect.safety.actions.reports import add_words
from letsconnect.safety.forms.report import CodeForm, MoreForm
from letsconnect.safety.models import Report
from letsconnect.safety.queries.reports import answers, report_with_code
from letsconnect.safety.sealing import shown_code
from letsconnect.safety.views.quiet import public_page, seconds_to_wait

AN_HOUR = 120


@csrf_exempt
@public_page
def follow(request: HttpRequest) -> HttpResponse:
    """Asks for the code, then shows status and answers. The code travels in the form, never in an address."""
    form = CodeForm(posted(request))
    if form.is_valid():
        wait = seconds_to_wait(request, at_most=AN_HOUR)
        if wait:
            return too_often(request, wait)
        report = report_with_code(form.cleaned_data["code"])
        if report:
            return _followed(request, report, form.cleaned_data["code"])
        form.add_error("code", _("We know no such code. Please compare it with your note."))
    return render(request, "safety/code.html", {"form": form})


def _followed(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    form = MoreForm(request.POST if "more" in request.POST else None)
    added = form.is_valid()
    if added:
        add_words(report, form.cleaned_data["more"], once=form.cleaned_data["once"])
        report.refresh_from_db()
        form = MoreForm()
    facts = {"report": report, "answers": answers(report, code), "form": form, "code": shown_code(code), "added": added}
    return render(request, "safety/follow.html", facts)
