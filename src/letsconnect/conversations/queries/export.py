"""A person's conversations in words, for "all my data"; their own rows are in the export already."""

from typing import Any

from letsconnect.connections.models import Place
from letsconnect.people.models import Person
from letsconnect.summaries.models import Summary
from letsconnect.summaries.queries.summaries import summaries_of


def connections_about(person: Person) -> list[dict[str, Any]]:
    """What each conversation was about, when, what they answered and what was summed up; nothing of the others, whose
    names and answers are theirs."""
    mine = Place.objects.filter(person=person).select_related("connection__topic")
    places = list(mine.prefetch_related("times__time").order_by("pk"))
    written = summaries_of(place.connection for place in places)
    return [_told(place, written.get(place.connection_id)) for place in places]


def _told(place: Place, summary: Summary | None) -> dict[str, Any]:
    connection = place.connection
    return {
        "connection": connection.public_id,
        "topic": connection.topic.slug,
        "kind": connection.kind,
        "state": connection.state,
        "starts_at": connection.starts_at.isoformat() if connection.starts_at else None,
        "part": place.part,
        "answer": place.answer,
        "i_can": [one.time.starts_at.isoformat() for one in place.times.all()],
        "summary": _summary(summary),
    }


def _summary(summary: Summary | None) -> dict[str, Any] | None:
    """One for all of them, so also theirs; not by whom."""
    if summary is None:
        return None
    names = ("happened", "came_of_it", "did_not_work", "next_step", "language")
    return {name: getattr(summary, name) for name in names}
