"""Something felt wrong? The page behind the link in every footer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from letsconnect.ground.errors import Refused
from letsconnect.ground.requests import posted
from letsconnect.safety.actions.reports import receive_report
from letsconnect.safety.forms.report import ReportForm
from letsconnect.safety.queries.keys import keys_in_use
from letsconnect.safety.sealing import shown_code
from letsconnect.safety.views.quiet import public_page, seconds_to_wait

AN_HOUR = 30


@csrf_exempt
@public_page
def report(request: HttpRequest) -> HttpResponse:
    """The form; the routes of the Foundation where nobody could read a report here."""
    team = list(keys_in_use())
    if not team:
        return render(request, "safety/nobody.html")
    form = ReportForm(posted(request), team=team)
    if form.is_valid():
        return _received(request, form)
    return render(request, "safety/report.html", {"form": form})


def _received(request: HttpRequest, form: ReportForm) -> HttpResponse:
    wait = seconds_to_wait(request, at_most=AN_HOUR)
    try:
        if wait:
            raise Refused(_("Many reports came from here in this hour. Your words are still below: send them later."))
        not_these = frozenset(form.cleaned_data["not_these"])
        code = receive_report(form.words(), once=form.cleaned_data["once"], not_these=not_these)
    except Refused as refused:
        form.add_error(None if wait else "not_these", refused)
        response = render(request, "safety/report.html", {"form": form}, status=429 if wait else 200)
        if wait:
            response["Retry-After"] = str(wait)
        return response
    return render(request, "safety/received.html", {"code": shown_code(code), "safe": form.cleaned_data["safe"]})
