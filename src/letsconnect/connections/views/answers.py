"""Answers given from a letter: GET shows what is asked, POST does it; signed in or out."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from letsconnect.connections.actions.answering import accept, decline
from letsconnect.connections.letters import NO, YES, facts_of, read_answer
from letsconnect.connections.models import Connection, Place, ProposedTime
from letsconnect.connections.rules import may_answer


@require_http_methods(["GET", "HEAD", "POST"])
def answer_from_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The answer that the link in a letter stands for."""
    try:
        place_id, answer, moment = read_answer(token)
    except BadSignature as error:
        raise Http404 from error
    places = Place.objects.select_related("connection__topic", "person")
    place = get_object_or_404(places, pk=place_id, person__is_active=True)
    if request.method == "POST" and may_answer(place.person, place.connection):
        if answer == NO:
            decline(place.connection, by=place.person)
        elif answer == YES:
            wanted = [
                time for time in place.connection.times.all() if moment in (None, int(time.starts_at.timestamp()))
            ]
            accept(place.connection, wanted, by=place.person)
        return redirect("connections:answer_from_letter", token)
    facts = facts_of(place) | {"answer": answer, "may_answer": may_answer(place.person, place.connection)}
    return render(request, "connections/answer.html", facts)


def times_meant(connection: Connection, moment: int | None) -> list[ProposedTime]:
    """The proposed time that starts at this second, if it is still proposed; all of them where none is named."""
    return [time for time in connection.times.all() if moment in (None, int(time.starts_at.timestamp()))]
