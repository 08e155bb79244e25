"""The doors of one's own sessions: where am I signed in, and ending that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from letsconnect.access.actions.accounts import end_other_sessions, end_session
from letsconnect.access.queries.accounts import sessions_of
from letsconnect.people.queries.readers import myself


@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """List them; a POST ends all but this one."""
    me = myself(request)
    if request.method == "POST":
        end_other_sessions(me, here=request.session.session_key or "")
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("access:sessions")
    facts = {"sessions": sessions_of(me), "here": request.session.session_key}
    return render(request, "access/sessions.html", facts)


@login_required
@require_POST
def end(request: HttpRequest, handle: str) -> HttpResponse:
    end_session(myself(request), handle)
    messages.success(request, _("That session has ended."))
    return redirect("access:sessions")
