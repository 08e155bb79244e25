"""The team finds interpreters: requests by languages and time, and the list of those who interpret."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letsconnect.ground import clock
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.languages import language_name
from letsconnect.ground.requests import posted
from letsconnect.interpreting.actions import assign, keep_interpreter, not_available
from letsconnect.interpreting.forms import InterpreterForm
from letsconnect.interpreting.models import Interpreter
from letsconnect.interpreting.queries import all_interpreters, open_requests, requests_for_team
from letsconnect.interpreting.rules import may_assign_interpreters
from letsconnect.people.queries.readers import myself


@require_safe
@login_required
def requests(request: HttpRequest) -> HttpResponse:
    me = myself(request)
    require(may_assign_interpreters(me))
    facts = {
        "requests": requests_for_team(clock.now(), me.time_zone or "UTC"),
        "interpreters": [(one, [language_name(code) for code in one.languages]) for one in all_interpreters()],
    }
    return render(request, "interpreting/team.html", facts)


@require_POST
@login_required
def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """Give a request to an interpreter, or say that there is none."""
    me = myself(request)
    require(may_assign_interpreters(me))
    asked = get_object_or_404(open_requests(), pk=request_id)
    try:
        if "none" in request.POST:
            not_available(asked, by=me)
        else:
            assign(asked, chosen(request.POST.get("interpreter", "")), by=me)
        messages.success(request, _("Saved. Everybody has been told."))
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("interpreting:requests")


def chosen(number: str) -> Interpreter:
    """The interpreter that was ticked. Raises Refused when none was."""
    found = all_interpreters().filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise Refused(_("Choose who interprets."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interpreter(request: HttpRequest, interpreter_id: int | None = None) -> HttpResponse:
    """Add somebody to the list, or change what it says of them."""
    require(may_assign_interpreters(request.user))
    known = get_object_or_404(all_interpreters(), pk=interpreter_id) if interpreter_id else None
    form = InterpreterForm(posted(request), interpreter=known)
    if form.is_valid():
        keep_interpreter(known, form.about_them(), by=myself(request))
        messages.success(request, _("Saved."))
        return redirect("interpreting:requests")
    return render(request, "interpreting/interpreter.html", {"form": form, "known": known})
