"""Inviting somebody from their page: /people/<id>/invite/."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letsconnect.access.login.arriving import remember_return
from letsconnect.connections.actions.inviting import invite as invite_them
from letsconnect.connections.forms.inviting import InviteForm
from letsconnect.connections.models import Connection
from letsconnect.connections.queries.inviting import two_of
from letsconnect.connections.rules import may_invite
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself, reading


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Filled in as far as we know; one press sends it. Who is not registered yet comes back here afterwards."""
    me = myself(request)
    if me.registered_at is None:
        remember_return(request)
        messages.info(request, _("Two answers about yourself first; then you come back to your invitation."))
        return redirect("joining:register")
    require(may_invite(me))
    two = two_of(me, public_id, reading(request))
    if two is None:
        raise Http404
    form = InviteForm(posted(request), two=two, asked=request.GET)
    sent = _sent(form) if request.method == "POST" and form.is_valid() else None
    if sent:
        messages.success(request, _("Your invitation is on its way. You get a letter as soon as there is an answer."))
        return redirect("connections:connection", sent.public_id)
    return render(request, "connections/invite.html", _shown(form))


def _sent(form: InviteForm) -> Connection | None:
    """The connection; what stands in its way is said on the form, where everything typed stays."""
    try:
        return invite_them(form.two, form.invitation())
    except Refused as refusal:
        form.add_error(None, refusal)
        return None


def _shown(form: InviteForm) -> dict[str, Any]:
    chosen = str(form["topic"].value() or (form.two.subjects[0].topic.slug if form.two.subjects else ""))
    subject = next((one for one in form.two.subjects if one.topic.slug == chosen), None)
    return {"form": form, "two": form.two, "person": form.two.card.profile, "subject": subject}
