"""One person: /people/<id>/."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letsconnect.directory.queries.cards import page_of
from letsconnect.directory.queries.details import details_of, week_strip
from letsconnect.directory.queries.topics import catalogue
from letsconnect.directory.views.people import at_reading_pace
from letsconnect.people.audience import Audience, Reader
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import reading
from letsconnect.people.rules import may_review_directory

OTHERS = {"everyone": Audience.EVERYONE, "members": Audience.MEMBERS, "team": Audience.TEAM}


@require_safe
@at_reading_pace("person")
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """What this reader may see of a person; on one's own page also "as others see it", by the same code."""
    own = isinstance(request.user, Person) and request.user.public_id == public_id
    seen_as = request.GET.get("as", "") if own else ""
    reader = Reader(rank=OTHERS[seen_as]) if seen_as in OTHERS else reading(request)
    card = page_of(public_id, reader, catalogue())
    if card is None and not own:
        raise Http404
    page: dict[str, Any] = {"card": card, "own": own, "seen_as": seen_as, "public_id": public_id}
    if card:
        page["may_suggest"] = not own and may_review_directory(request.user)
        page |= {"details": details_of(card.profile), "strip": week_strip(card.profile.common)}
    return render(request, "directory/person.html", page)
