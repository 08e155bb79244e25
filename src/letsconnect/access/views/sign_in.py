"""The doors of signing in by an e-mail code, and out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from letsconnect.access.actions.accounts import enter_by_email
from letsconnect.access.forms.sign_in import CodeForm, EmailForm
from letsconnect.access.login import arriving, codes
from letsconnect.access.queries.accounts import person_with_email
from letsconnect.ground.allowance import limited, too_often
from letsconnect.ground.errors import Refused
from letsconnect.people.queries.readers import person_of

ENTER = "enter"


@never_cache
@limited("sign-in", at_most=10, seconds=60, methods=("POST",))
def sign_in(request: HttpRequest) -> HttpResponse:
    """One field; whatever address it is, a code goes out and the same page follows."""
    arriving.remember_onward(request)
    person = person_of(request)
    if person:
        return redirect(request.session.pop(arriving.ONWARD, "") or arriving.landing(person))
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wait = codes.send_code(request, form.cleaned_data["email"], purpose=ENTER)
        return too_often(request, wait) if wait else redirect("access:code")
    return render(request, "access/sign_in.html", {"form": form, "wikimedia": settings.WIKIMEDIA_ON})


@never_cache
@limited("code", at_most=10, seconds=60, methods=("POST",))
def code(request: HttpRequest) -> HttpResponse:
    email = codes.awaited_email(request, ENTER)
    if email is None:
        return redirect("access:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wait = codes.may_try(email)
        if wait:
            return too_often(request, wait)
        if codes.judge(request, form) is codes.Verdict.RIGHT:
            return come_in(request, email)
    return render(request, "access/code.html", {"form": form, "email": email, "minutes": codes.CODE_MINUTES})


def come_in(request: HttpRequest, email: str) -> HttpResponse:
    """The address is proved: the person is found, or made now."""
    wait = 0 if person_with_email(email) else codes.may_join(request)
    if wait:
        return too_often(request, wait)
    try:
        return arriving.arrive(request, enter_by_email(email, language=get_language() or ""))
    except Refused as refusal:
        codes.forget_code(request)
        messages.error(request, refusal.message)
        return redirect("access:sign_in")


@require_POST
@limited("sign-in", at_most=10, seconds=60)
def code_again(request: HttpRequest) -> HttpResponse:
    email = codes.awaited_email(request, ENTER)
    if email is None:
        return redirect("access:sign_in")
    wait = codes.send_code(request, email, purpose=ENTER)
    if wait:
        return too_often(request, wait)
    messages.info(request, _("A new code is on its way. Only the newest one works."))
    return redirect("access:code")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("/")
