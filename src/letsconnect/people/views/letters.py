"""The page behind the link that stops letters."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from letsconnect.people.actions.letters import allow_letters, stop_letters
from letsconnect.people.letters import KINDS, read_stop
from letsconnect.people.models import Person


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
    return render(request, "people/stop_letters.html", facts)
