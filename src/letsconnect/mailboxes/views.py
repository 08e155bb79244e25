"""My letters: which come, how and when; and the page behind the link that stops them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from letsconnect.ground.allowance import limited
from letsconnect.ground.requests import posted
from letsconnect.mailboxes.actions.letters import allow_letters, choose_letters, choose_ways, stop_letters
from letsconnect.mailboxes.actions.telegram import make_telegram_link, unlink_telegram
from letsconnect.mailboxes.forms import LettersForm
from letsconnect.mailboxes.letters import KINDS, read_stop
from letsconnect.mailboxes.queries.mailboxes import latest_letters, mailbox_of
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import myself

SHOWN = 10


@never_cache
@login_required
def my_letters(request: HttpRequest, link: str = "") -> HttpResponse:
    """The choices, the Telegram link, the latest letters."""
    me = myself(request)
    mailbox = mailbox_of(me)
    form = LettersForm(None if link else posted(request), mailbox=mailbox)
    if form.is_valid():
        choose_letters(me, form.cleaned_data["letters"], how="page")
        said = {"channel": form.cleaned_data.get("channel", ""), "quiet_nights": form.cleaned_data["quiet_nights"]}
        choose_ways(me, **said, pace=form.pace())
        messages.success(request, _("Saved."))
        return redirect("mailboxes:my_letters")
    facts = {"form": form, "mailbox": mailbox, "telegram": settings.TELEGRAM_ON, "link": link}
    return render(request, "mailboxes/my_letters.html", {**facts, "letters": latest_letters(me)[:SHOWN]})


@login_required
@require_POST
@limited("telegram-link", at_most=10, seconds=3600)
def telegram(request: HttpRequest) -> HttpResponse:
    """Make the address that links a chat (shown in this answer only), or end the link."""
    if not settings.TELEGRAM_ON:
        raise Http404
    if request.POST.get("wish") == "unlink":
        unlink_telegram(myself(request))
        messages.success(request, _("Nothing is sent to Telegram any more."))
        return redirect("mailboxes:my_letters")
    return my_letters(request, link=make_telegram_link(myself(request)))


@csrf_exempt  # the signed address is the permission: mail programs press the button without a cookie (RFC 8058)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the button, POST stops the letters (`again=1` allows them)."""
    try:
        public_id, about = read_stop(token)
    except signing.BadSignature:
        raise Http404 from None
    person = get_object_or_404(Person, public_id=public_id)
    again = "again" in request.POST
    if request.method == "POST":
        (allow_letters if again else stop_letters)(person, about, how="link in a letter")
    facts = {"about": KINDS.get(about, about), "stopped": request.method == "POST" and not again, "again": again}
    return render(request, "mailboxes/stop_letters.html", facts)
