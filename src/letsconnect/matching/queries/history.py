"""What people have behind them and before them: who has had a connection, when they are taken."""

from collections import defaultdict
from datetime import datetime

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import LIVE_ANSWERS
from letsconnect.summaries.queries.summaries import met_before

State, Answer = Connection.State, Place.Answer


def who_has_connected() -> set[int]:
    """People who have had a connection."""
    been = met_before(Connection.objects.all())
    return set(Place.objects.filter(connection__in=been, answer=Answer.YES).values_list("person_id", flat=True))


def busy_starts(begin: datetime, end: datetime) -> dict[int, list[datetime]]:
    """By person, the starts in this stretch of sessions they sit in, and of those proposed to them that wait."""
    found: dict[int, list[datetime]] = defaultdict(list)
    agreed = Place.objects.filter(
        answer=Answer.YES,
        connection__state__in=(State.AGREED, State.OPEN),
        connection__starts_at__gte=begin,
        connection__starts_at__lt=end,
    )
    for person_id, at in agreed.values_list("person_id", "connection__starts_at"):
        if at is not None:
            found[person_id].append(at)
    asked = Place.objects.filter(
        answer__in=LIVE_ANSWERS,
        connection__state=State.PROPOSED,
        connection__times__starts_at__gte=begin,
        connection__times__starts_at__lt=end,
    )
    for person_id, at in asked.values_list("person_id", "connection__times__starts_at"):
        found[person_id].append(at)
    return found
