"""The doors of the second factor: set it up, give it, keep its recovery codes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from letsconnect.access.actions import second_factor as actions
from letsconnect.access.forms.sign_in import FactorForm
from letsconnect.access.login import arriving
from letsconnect.access.login import second_factor as login
from letsconnect.access.queries.second_factor import has_second_factor, recovery_codes_left
from letsconnect.ground.allowance import too_often
from letsconnect.ground.requests import posted
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import active_roles, myself

SECRET = "second_factor_secret"  # noqa: S105 -- the name of a place in the session


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Three pages in one: set it up, give it, or what there is."""
    me = myself(request)
    has_one = has_second_factor(me)
    if has_one and login.is_given(request):
        left = len(recovery_codes_left(me))
        return render(request, "access/second_factor.html", {"left": left, "fresh": login.is_freshly_given(request)})
    if not has_one and not active_roles(me).exists():
        return render(request, "access/second_factor_not_needed.html")
    form = FactorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return try_factor(request, me, form, has_one=has_one)
    return ask(request, me, form, has_one=has_one)


def ask(request: HttpRequest, me: Person, form: FactorForm, *, has_one: bool) -> HttpResponse:
    if has_one:
        return render(request, "access/second_factor_give.html", {"form": form})
    secret = request.session.setdefault(SECRET, actions.new_secret())
    words = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    facts = {"form": form, "picture": login.picture_of(me, secret), "secret": words}
    return render(request, "access/second_factor_set_up.html", facts)


def try_factor(request: HttpRequest, me: Person, form: FactorForm, *, has_one: bool) -> HttpResponse:
    wait = actions.may_try_factor(me)
    if wait:
        return too_often(request, wait)
    code = form.cleaned_data["code"]
    if has_one:
        is_right = actions.give_factor(me, code)
    else:
        is_right = actions.set_up_factor(me, request.session.get(SECRET, ""), code)
    if not is_right:
        form.add_error("code", _("That is not the code. Is the clock of your device right?"))
        return ask(request, me, form, has_one=has_one)
    request.session.pop(SECRET, None)
    login.note_given(request)
    return redirect(request.session.pop(arriving.ONWARD, "") or "/team/" if has_one else "access:recovery_codes")


@never_cache
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shown to whoever has just given the factor; a POST makes new ones."""
    me = myself(request)
    if not login.is_freshly_given(request):
        return give_again(request)
    if request.method == "POST":
        actions.renew_recovery_codes(me)
        return redirect("access:recovery_codes")
    onward = request.session.get(arriving.ONWARD) or "/team/"
    return render(request, "access/recovery_codes.html", {"codes": recovery_codes_left(me), "onward": onward})


def give_again(request: HttpRequest) -> HttpResponse:
    login.forget_given(request)
    request.session[arriving.ONWARD] = request.path if request.method == "GET" else reverse("access:second_factor")
    return redirect("access:second_factor")


@login_required
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    if not login.is_freshly_given(request):
        return give_again(request)
    actions.remove_factor(myself(request))
    login.forget_given(request)
    messages.success(request, _("The second factor is removed. Your roles sleep until you set up a new one."))
    return redirect("access:second_factor")


@login_required
@require_POST
def reset(request: HttpRequest, public_id: str) -> HttpResponse:
    """An administrator helps somebody who lost it."""
    actions.reset_factor(get_object_or_404(Person, public_id=public_id), by=myself(request))
    messages.success(request, _("The second factor is removed, and the account signed out everywhere."))
    return redirect("access:team_person", public_id)
