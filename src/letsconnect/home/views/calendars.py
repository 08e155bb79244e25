"""My calendar: the page about its address, and the address itself, which works without signing in."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from letsconnect.ground.allowance import limited, take, too_often, who_asks
from letsconnect.home.queries.calendars import calendar_of, entries_of
from letsconnect.mailboxes.actions.calendars import end_feed, make_feed, renew_feed
from letsconnect.mailboxes.queries.calendars import feed_of, feed_with
from letsconnect.people.queries.readers import myself

FETCHES = {"at_most": 60, "seconds": 600}


@never_cache
@login_required
def my_calendar(request: HttpRequest) -> HttpResponse:
    """What the address is for, the address once there is one, and what stands in the calendar."""
    me = myself(request)
    feed = feed_of(me)
    address = settings.SITE_URL + reverse("home:calendar", args=[feed.word]) if feed else ""
    facts = {"address": address, "subscribe": address.replace("https://", "webcal://").replace("http://", "webcal://")}
    return render(request, "home/my_calendar.html", {**facts, "feed": feed, "entries": entries_of(me)})


@login_required
@require_POST
@limited("calendar-address", at_most=20, seconds=3600)
def address(request: HttpRequest) -> HttpResponse:
    """Make the address, make it anew, or end it."""
    me, wish = myself(request), request.POST.get("wish")
    if wish == "end":
        end_feed(me, by=me)
        messages.success(request, _("Ended. The old address shows nothing any more."))
    else:
        (renew_feed if wish == "renew" else make_feed)(me)
        messages.success(request, _("Your calendar has an address. Keep it to yourself."))
    return redirect("home:my_calendar")


@require_safe
def calendar(request: HttpRequest, word: str) -> HttpResponse:
    """The calendar behind a secret address. 404 for an address that was never made, or was ended."""
    feed = feed_with(word)
    wait = take("calendar", f"feed:{feed.pk}" if feed else who_asks(request), **FETCHES)
    if wait:
        return too_often(request, wait)
    if feed is None:
        return HttpResponseNotFound(content_type="text/plain")
    content = calendar_of(feed.person)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response.headers["Content-Disposition"] = 'inline; filename="letsconnect.ics"'
    found = get_conditional_response(request, etag=etag, response=response) or response
    found.headers["Cache-Control"] = "private, max-age=60"
    return found
