"""Keep us apart: at once, both ways, everywhere, and never told to the other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letsconnect.connections.actions.stopping import block
from letsconnect.connections.queries.apart import kept_apart_by, known_to, met_by
from letsconnect.connections.queries.names import name_among_members
from letsconnect.people.actions.blocking import let_meet_again
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself, reading


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep_apart(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET says what it does, POST does it. Safe to repeat."""
    me = myself(request)
    other = known_to(me, public_id, reading(request))
    if other is None:
        raise Http404
    if request.method == "POST":
        block(me, other, by=me)
        messages.success(request, _("You are kept apart from now on. Nobody is told."))
        return redirect("together:apart")
    return render(request, "connections/keep_apart.html", {"name": name_among_members(other), "public_id": public_id})


@require_safe
@login_required
def kept_apart(request: HttpRequest) -> HttpResponse:
    """Whom I am kept apart from by my own wish, and the people of my conversations."""
    me = myself(request)
    return render(request, "connections/apart.html", {"apart": kept_apart_by(me), "met": met_by(me)})


@require_POST
@login_required
def meet_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take my own wish back. Safe to repeat; says nothing of what the other may wish."""
    me = myself(request)
    let_meet_again(me, get_object_or_404(Person.objects.exclude(pk=me.pk), public_id=public_id), by=me)
    messages.success(request, _("As far as you are concerned, you may meet again."))
    return redirect("together:apart")
