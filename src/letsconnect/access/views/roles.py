"""The doors of the roles: who holds what, giving, ending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letsconnect.access.actions.roles import end_role, grant_role
from letsconnect.access.forms.roles import GrantForm
from letsconnect.access.queries.accounts import Account, account_of, roles_by_day, scope_of
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.requests import posted
from letsconnect.people.models import Person, Role
from letsconnect.people.queries.readers import myself, reading
from letsconnect.people.rules import HEIGHT, may_end_role, may_grant_role, may_see_roles


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What a link to this page fills in: `?who=`, or `?kind=ambassador&topic=budget` from a topic's page."""
    return {name: request.GET[name] for name in ("who", "kind", "region", "topic") if name in request.GET}


@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """Who holds what, and a form to give a role."""
    me = myself(request)
    require(may_see_roles(me))
    kinds = [kind for kind in HEIGHT if may_grant_role(me, kind)]
    form = GrantForm(posted(request), kinds=kinds, initial=asked_for(request))
    if request.method == "POST" and form.is_valid() and was_given(form, by=me):
        messages.success(request, _("The role is given, and acts from its first day."))
        return redirect("access:roles")
    held = [(*line(request, role), may_end_role(me, role)) for role in roles_by_day()]
    over = [line(request, role) for role in roles_by_day(ended=True)[:50]]
    return render(request, "access/roles.html", {"form": form, "held": held, "over": over, "kinds": kinds})


def was_given(form: GrantForm, *, by: Person) -> bool:
    """Whether the role could be given; else the form says why not."""
    try:
        grant_role(form.role(), by=by)
    except Refused as refusal:
        form.add_error(None, refusal)
        return False
    return True


def line(request: HttpRequest, role: Role) -> tuple[Role, Account, str]:
    return role, account_of(role.person, reading(request)), scope_of(role)


@login_required
@require_POST
def end(request: HttpRequest, role_id: int) -> HttpResponse:
    role = get_object_or_404(Role, pk=role_id)
    try:
        end_role(role, by=myself(request))
        messages.success(request, _("The role has ended."))
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("access:roles")
