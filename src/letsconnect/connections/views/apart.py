"""Keeping apart: /people/<id>/keep-apart/, and whom one has: /me/apart/."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letsconnect.connections.actions.stopping import block
from letsconnect.connections.queries.apart import apart_list, other_of
from letsconnect.people.actions.blocking import let_meet_again
from letsconnect.people.queries.blocks import blocked_by
from letsconnect.people.queries.readers import myself, reading


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep_apart(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET says what it does; POST does it at once. Safe to repeat."""
    me = myself(request)
    other = other_of(me, public_id, reading(request))
    if other is None:
        raise Http404
    if request.method == "POST":
        block(me, other.person, by=me)
        messages.success(request, _("Done. From now on you do not meet and do not see each other here."))
        return redirect("connections:apart")
    return render(request, "connections/keep_apart.html", {"other": other})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def apart(request: HttpRequest) -> HttpResponse:
    """My list, for my eyes only. POST lets us meet again."""
    me = myself(request)
    if request.method == "POST":
        mine = get_object_or_404(blocked_by(me), other__public_id=request.POST.get("person", ""))
        let_meet_again(me, mine.other, by=me)
        messages.success(request, _("You may meet again."))
        return redirect("connections:apart")
    return render(request, "connections/apart.html", {"others": apart_list(me)})
