"""Invite somebody: /people/<id>/invite/, from their page, a card or a suggestion."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letsconnect.connections.models import Connection
from letsconnect.connections.queries.hours import zone_of
from letsconnect.connections.rules import may_invite
from letsconnect.ground.allowance import take, who_asks
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import NUL, posted
from letsconnect.inviting.actions.inviting import Wanted, intent_of, invite
from letsconnect.inviting.forms.inviting import InviteForm
from letsconnect.inviting.queries.cluster import people_of
from letsconnect.inviting.queries.inviting import LEARN, Invitable, invitable, invited_with, with_others
from letsconnect.people.queries.readers import myself, reading
from letsconnect.people.rules import may_register
from letsconnect.skills.models import Topic

A_DAY = 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite_person(request: HttpRequest, public_id: str) -> HttpResponse:
    """What about, when, in which language. Whoever is not registered yet registers first and comes back here."""
    me = myself(request)
    require(may_register(me, me))
    if not may_invite(me):
        return redirect(f"{reverse('joining:register')}?{urlencode({'next': request.get_full_path()})}")
    to = invitable(public_id, me, reading(request))
    if to is None:
        raise Http404
    initial = asked_for(request, to)
    to = with_others(to, me, reading(request), initial | request.POST.dict() | ticked_in(request))
    form = InviteForm(posted(request), to=to, zone=zone_of(me), initial=initial)
    made = sent_before(request) or (sent(request, form, to) if request.method == "POST" and form.is_valid() else None)
    if made is None:
        page = {"to": to, "person": to.card.profile, "form": form, "next_door": next_door(form)}
        return render(request, "inviting/invite.html", page)
    messages.success(request, _("Your invitation is on its way. We write to you as soon as there is an answer."))
    return redirect("connections:connection", made.public_id)


def asked_for(request: HttpRequest, to: Invitable) -> dict[str, Any]:
    """What the address asks for, as far as it is on offer; else what fits both best."""
    asked = {request.GET.get("about", ""), request.GET.get("topic", "")}
    about = next((one for one in to.abouts if {one.value, one.topic.slug} & asked), None) or next(iter(to.abouts), None)
    kinds = [kind for kind in Connection.Kind if about is None or kind not in about.not_so]
    kind = next((kind for kind in kinds if kind == request.GET.get("kind")), kinds[0])
    return {"about": about.value if about else "", "kind": kind}


def ticked_in(request: HttpRequest) -> dict[str, Any]:
    """Who is asked along."""
    return {"others": request.POST.getlist("others")}


def next_door(form: InviteForm) -> str:
    """Others who share, or want to learn, the same."""
    side, _colon, slug = str(form["about"].value() or "").partition(":")
    return f"{reverse('directory:people')}?{urlencode({'share' if side == LEARN else 'learn': slug})}"


def sent_before(request: HttpRequest) -> Connection | None:
    """The invitation that this intent made already: by then nobody may be free for another."""
    me = myself(request)
    intent = request.POST.get("intent", "").replace(NUL, "")
    return invited_with(intent_of(intent, me), me) if request.method == "POST" else None


def sent(request: HttpRequest, form: InviteForm, to: Invitable) -> Connection | None:
    """The invitation; None when the form says why not."""
    try:
        within_allowance(request)
        return invite(to.person, wanted_in(form, to), by=myself(request))
    except Refused as refused:
        form.add_error(None, refused)
        return None


def within_allowance(request: HttpRequest) -> None:
    """Nobody writes to everybody: so many invitations a day."""
    if take("invitations", who_asks(request), at_most=settings.INVITATIONS_A_DAY, seconds=A_DAY):
        raise Refused(_("You have sent many invitations today. What you wrote is still here; please send it tomorrow."))


def wanted_in(form: InviteForm, to: Invitable) -> Wanted:
    """What the form asks for."""
    side, _colon, slug = form.cleaned_data["about"].partition(":")
    return Wanted(
        topic=Topic.objects.get(slug=slug),
        learns=side == LEARN,
        intent=form.cleaned_data["intent"],
        kind=form.cleaned_data["kind"],
        times=tuple(form.cleaned_data["chosen"]),
        languages=form.languages(),
        words=form.cleaned_data["words"],
        others=people_of(to.others, form.cleaned_data["others"]),
    )
