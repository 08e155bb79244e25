"""Suggestions for me: /suggestions/."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letsconnect.ground.allowance import take, too_often, who_asks
from letsconnect.ground.errors import require
from letsconnect.inviting.matchmaking.suggestions import LAST_PAGE, suggestions_for
from letsconnect.people.queries.readers import myself, reading
from letsconnect.people.rules import may_register

TEN_MINUTES = 600


@require_safe
@login_required
def suggestions(request: HttpRequest) -> HttpResponse:
    """Whom I could learn from and whom I could help, a few at a time. `?others=`: the next few. At reading pace, like
    the directory (S7)."""
    me = myself(request)
    require(may_register(me, me))
    wait = take("suggestions", who_asks(request), at_most=settings.DIRECTORY_PAGES, seconds=TEN_MINUTES)
    if wait:
        return too_often(request, wait)
    asked = request.GET.get("others", "")
    page = min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() else 0
    found = suggestions_for(me, reading(request), page)
    return render(request, "inviting/suggestions.html", {"found": found, "page": page})
