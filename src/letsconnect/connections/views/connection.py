"""One connection: /connections/<id>/, for those in it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from letsconnect.connections.letters import facts_of
from letsconnect.connections.models import Place
from letsconnect.connections.queries.connections import connections_of
from letsconnect.people.queries.readers import myself


@require_safe
@login_required
def connection(request: HttpRequest, public_id: str) -> HttpResponse:
    """What this person needs to know and can do next."""
    me = myself(request)
    found = get_object_or_404(connections_of(me), public_id=public_id)
    place = Place.objects.select_related("connection__topic", "person").get(connection=found, person=me)
    return render(request, "connections/connection.html", facts_of(place))
