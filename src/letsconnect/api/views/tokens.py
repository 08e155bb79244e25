"""My tokens for the read API."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from letsconnect.api.actions import make_token, revoke_token
from letsconnect.api.forms import TokenForm
from letsconnect.api.queries import tokens_of
from letsconnect.ground.errors import Refused
from letsconnect.ground.requests import posted
from letsconnect.people.queries.readers import myself


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The list, and a form for one more; a new token is shown in this answer only."""
    form, made = TokenForm(posted(request)), ""
    if form.is_valid():
        try:
            made, form = make_token(form.cleaned_data["name"], by=myself(request)), TokenForm()
        except Refused as refused:
            form.add_error(None, refused)
    return render(request, "api/tokens.html", {"form": form, "made": made, "tokens": tokens_of(myself(request))})


@require_POST
@login_required
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    revoke_token(get_object_or_404(tokens_of(myself(request)), pk=token_id), by=myself(request))
    messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("tokens")
