"""Signing in with a Wikimedia account. allauth's MediaWiki provider speaks OAuth (state, PKCE, tokens); as soon as it
knows who it is, the house takes over. No token is kept."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.mediawiki.views import oauth2_callback
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from letsconnect.access.actions.accounts import connect_wikimedia, enter_by_wikimedia
from letsconnect.access.login.arriving import arrive
from letsconnect.access.login.codes import may_join
from letsconnect.access.queries.accounts import is_known_to_us
from letsconnect.ground.allowance import too_often
from letsconnect.ground.errors import Refused
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import person_of

CONNECT, ENTER = "connect", "login"


def leave_for_wikimedia(request: HttpRequest) -> HttpResponse:
    """Send the browser to Wikimedia: to come in, or to connect the account to the profile one is signed in to."""
    provider = get_adapter().get_provider(request, "mediawiki")
    return provider.redirect(request, process=CONNECT if person_of(request) else ENTER)


def come_back(request: HttpRequest) -> HttpResponse:
    """What Wikimedia said about somebody, acted upon."""
    try:
        return oauth2_callback(request)
    except (KeyError, TypeError, ValueError):  # a profile without what OAuth promises
        return unheard(request)


def unheard(request: HttpRequest, words: str = "") -> HttpResponse:
    messages.error(request, words or _("Wikimedia did not tell us who you are. Nothing is lost: please try again."))
    return redirect("access:ways_in" if person_of(request) else "access:sign_in")


class WikimediaAdapter(DefaultSocialAccountAdapter):
    """Where allauth hands over to the house."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        sub, username = sociallogin.account.uid, sociallogin.account.extra_data["username"]
        if not sub or not username:
            raise ValueError("no account")
        person = person_of(request)
        wants_to_connect = sociallogin.state.get("process") == CONNECT
        answer = (
            connect(request, person, sub, username) if person and wants_to_connect else enter(request, sub, username)
        )
        raise ImmediateHttpResponse(answer)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: str | None = None, **more: Any
    ) -> NoReturn:
        words = _("You chose not to continue with Wikimedia. That is fine.") if error == AuthError.CANCELLED else ""
        raise ImmediateHttpResponse(unheard(request, words))


def enter(request: HttpRequest, sub: str, username: str) -> HttpResponse:
    wait = 0 if is_known_to_us(sub, username) else may_join(request)
    if wait:
        return too_often(request, wait)
    try:
        return arrive(request, enter_by_wikimedia(sub, username, language=get_language() or ""))
    except Refused as refusal:
        return unheard(request, refusal.messages[0])


def connect(request: HttpRequest, person: Person, sub: str, username: str) -> HttpResponse:
    try:
        connect_wikimedia(person, sub, username)
    except Refused as refusal:
        return unheard(request, refusal.messages[0])
    messages.success(request, _("Your Wikimedia account is connected."))
    return redirect("access:ways_in")
