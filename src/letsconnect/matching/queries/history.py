"""What people have behind them and before them: whom they met, what they said no to, when they are taken."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations

from django.db.models import Q

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import LIVE_ANSWERS
from letsconnect.ground import clock
from letsconnect.people.queries.blocks import pairs_kept_apart
from letsconnect.summaries.queries.summaries import met_before

State, Answer = Connection.State, Place.Answer
REST_AFTER_NO = timedelta(days=92)  # "not this time" is not asked again for three months
Ids = frozenset[int]


def pairs_met() -> set[Ids]:
    """Pairs (primary keys) who have met, or will: they are in a connection that has not ended."""
    to_come = Connection.objects.exclude(state=State.ENDED)
    been = met_before(Connection.objects.all())
    places = Place.objects.filter(Q(connection__in=to_come) | Q(connection__in=been)).filter(answer__in=LIVE_ANSWERS)
    return _pairs(places.values_list("connection_id", "person_id"))


def pairs_apart() -> set[Ids]:
    """Pairs that must not meet: somebody asked so, or said "not this time" to the other in the last three months."""
    refused = Place.objects.filter(answer=Answer.NO, answered_at__gte=clock.now() - REST_AFTER_NO)
    found = {frozenset(two) for two in pairs_kept_apart()}
    said_no: dict[int, set[int]] = defaultdict(set)
    for connection_id, person_id in refused.values_list("connection_id", "person_id"):
        said_no[connection_id].add(person_id)
    others = Place.objects.filter(connection_id__in=list(said_no)) if len(said_no) < 500 else Place.objects.all()
    for connection_id, person_id in others.values_list("connection_id", "person_id"):
        found |= {frozenset((one, person_id)) for one in said_no.get(connection_id, ()) if one != person_id}
    return found


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


def _pairs(rows: Iterable[tuple[int, int]]) -> set[Ids]:
    together: dict[int, list[int]] = defaultdict(list)
    for connection_id, person_id in rows:
        together[connection_id].append(person_id)
    return {frozenset(two) for ids in together.values() for two in combinations(ids, 2)}
