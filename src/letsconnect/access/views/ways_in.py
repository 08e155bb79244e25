"""The doors of "How I sign in": one's address and one's Wikimedia account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from letsconnect.access.actions.accounts import forget_email, prove_email
from letsconnect.access.forms.sign_in import CodeForm, EmailForm
from letsconnect.access.login import codes
from letsconnect.ground.allowance import limited, too_often
from letsconnect.ground.errors import Refused
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import active_roles, myself

ADD = "add"


@never_cache
@login_required
@limited("add-email", at_most=10, seconds=600, methods=("POST",))
def ways_in(request: HttpRequest) -> HttpResponse:
    me = myself(request)
    form = EmailForm(posted(request), initial={"email": "" if me.email_proven_at else me.email})
    if request.method == "POST" and form.is_valid():
        wait = codes.send_code(request, form.cleaned_data["email"], purpose=ADD)
        return too_often(request, wait) if wait else redirect("access:add_email")
    facts = {"form": form, "wikimedia": settings.WIKIMEDIA_ON, "has_role": active_roles(me).exists()}
    return render(request, "access/ways_in.html", facts)


@never_cache
@login_required
@limited("code", at_most=10, seconds=60, methods=("POST",))
def add_email(request: HttpRequest) -> HttpResponse:
    email = codes.awaited_email(request, ADD)
    if email is None:
        return redirect("access:ways_in")
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        wait = codes.may_try(email)
        if wait:
            return too_often(request, wait)
        if codes.judge(request, form) is codes.Verdict.RIGHT:
            return keep(request, email)
    doors = {"again_url": reverse("access:add_email_again"), "back_url": reverse("access:ways_in")}
    return render(request, "access/code.html", {"form": form, "email": email, "minutes": codes.CODE_MINUTES, **doors})


def keep(request: HttpRequest, email: str) -> HttpResponse:
    codes.forget_code(request)
    try:
        prove_email(myself(request), email)
        messages.success(request, _("The address is yours now: you can sign in with it."))
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("access:ways_in")


@login_required
@require_POST
@limited("add-email", at_most=10, seconds=600)
def add_email_again(request: HttpRequest) -> HttpResponse:
    email = codes.awaited_email(request, ADD)
    wait = codes.send_code(request, email, purpose=ADD) if email else 0
    return too_often(request, wait) if wait else redirect("access:add_email")


@login_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    try:
        forget_email(myself(request))
        messages.success(request, _("Your address is forgotten. You sign in with your Wikimedia account."))
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("access:ways_in")
