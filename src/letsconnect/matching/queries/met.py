"""Who has met whom, or will, and who said "not this time" to whom: pairs of primary keys."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import combinations

from django.db.models import Q, QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import LIVE_ANSWERS
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import pairs_kept_apart
from letsconnect.summaries.queries.summaries import met_before

State, Answer = Connection.State, Place.Answer
REST_AFTER_NO = timedelta(days=92)  # "not this time" is not asked again for three months
Ids = frozenset[int]


def pairs_met() -> set[Ids]:
    """Pairs who have met, or will: they are in a connection that has not ended."""
    return _pairs(_met_or_will(Connection.objects.all()))


def pairs_apart() -> set[Ids]:
    """Pairs that must not meet: somebody asked so, or said "not this time" to the other in the last three months."""
    found = {frozenset(two) for two in pairs_kept_apart()}
    return found | _refusals(Connection.objects.all())


def met_by(person: Person | int) -> set[int]:
    """Whom this person has met, or will."""
    return _others(_pairs(_met_or_will(_of(person))), person)


def resting_from(person: Person | int) -> set[int]:
    """Who said "not this time" to this person in the last three months, or to whom they said it."""
    return _others(_refusals(_of(person)), person)


def _of(person: Person | int) -> QuerySet[Connection]:
    return Connection.objects.filter(pk__in=Place.objects.filter(person=person).values("connection"))


def _met_or_will(connections: QuerySet[Connection]) -> QuerySet[Place]:
    to_come, been = connections.exclude(state=State.ENDED), met_before(connections)
    return Place.objects.filter(Q(connection__in=to_come) | Q(connection__in=been), answer__in=LIVE_ANSWERS)


def _pairs(places: QuerySet[Place]) -> set[Ids]:
    together: dict[int, list[int]] = defaultdict(list)
    for connection_id, person_id in places.values_list("connection_id", "person_id"):
        together[connection_id].append(person_id)
    return {frozenset(two) for ids in together.values() for two in combinations(ids, 2)}


def _refusals(connections: QuerySet[Connection]) -> set[Ids]:
    said_no: dict[int, set[int]] = defaultdict(set)
    refused = Place.objects.filter(
        connection__in=connections, answer=Answer.NO, answered_at__gte=clock.now() - REST_AFTER_NO
    )
    for connection_id, person_id in refused.values_list("connection_id", "person_id"):
        said_no[connection_id].add(person_id)
    others = Place.objects.filter(connection_id__in=list(said_no)) if len(said_no) < 500 else Place.objects.all()
    found: set[Ids] = set()
    for connection_id, person_id in others.values_list("connection_id", "person_id"):
        found |= {frozenset((one, person_id)) for one in said_no.get(connection_id, ()) if one != person_id}
    return found


def _others(pairs: Iterable[Ids], person: Person | int) -> set[int]:
    me = person if isinstance(person, int) else person.pk
    return {one for two in pairs if me in two for one in two if one != me}
