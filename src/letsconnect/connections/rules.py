"""Who may, and when, in connections."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import kept_apart_from
from letsconnect.people.rules import is_member, is_team

State = Connection.State


def _places(person: Person | AnonymousUser, connection: Connection) -> list[Place]:
    """Their place in it: one, or none."""
    if not isinstance(person, Person):
        return []
    return list(Place.objects.filter(connection=connection, person=person))


@predicate
def is_party(person: Person | AnonymousUser, connection: Connection) -> bool:
    """Has a place in it, and did not say "not this time"."""
    return any(place.answer != Place.Answer.NO for place in _places(person, connection))


@predicate
def is_going(person: Person | AnonymousUser, connection: Connection) -> bool:
    """Has said yes."""
    return any(place.answer == Place.Answer.YES for place in _places(person, connection))


@predicate
def is_invited(person: Person | AnonymousUser, connection: Connection) -> bool:
    """Has a place in it, whatever they answered."""
    return bool(_places(person, connection))


@predicate
def is_a_learner_in_it(person: Person | AnonymousUser, connection: Connection) -> bool:
    return any(place.part == Place.Part.LEARNER for place in _places(person, connection))


@predicate
def is_apart_from_somebody_in_it(person: Person | AnonymousUser, connection: Connection) -> bool:
    """They and somebody who may still come are kept apart, whoever of the two asked for it."""
    others = Place.objects.filter(connection=connection, person__in=kept_apart_from(person.pk))
    return others.exclude(answer=Place.Answer.NO).exists()


@predicate
def is_proposed(_person: Person | AnonymousUser, connection: Connection) -> bool:
    """Waits for answers."""
    return connection.state == State.PROPOSED


@predicate
def is_open(_person: Person | AnonymousUser, connection: Connection) -> bool:
    """A table whose places can still be taken: before it starts, also once somebody sits there."""
    return (
        connection.origin == Connection.Origin.TABLE
        and connection.state in (State.OPEN, State.AGREED)
        and connection.starts_at is not None
        and connection.starts_at > clock.now()
    )


@predicate
def is_live(_person: Person | AnonymousUser, connection: Connection) -> bool:
    return connection.is_live


@predicate
def is_agreed(_person: Person | AnonymousUser, connection: Connection) -> bool:
    return connection.state == State.AGREED


@predicate
def is_still_to_come(_person: Person | AnonymousUser, connection: Connection) -> bool:
    """Not begun: it can still be moved or called off."""
    return connection.starts_at is None or connection.starts_at > clock.now()


@predicate
def was_agreed(_person: Person | AnonymousUser, connection: Connection) -> bool:
    """A time was agreed once, or a resource promised; also while it moves and after it ended."""
    return connection.agreed_at is not None


may_answer = is_member & is_invited & is_proposed & ~is_apart_from_somebody_in_it
may_move = is_member & is_party & is_agreed & is_still_to_come
may_call_off = is_invited & is_live & is_still_to_come
may_invite = is_member
may_run_rounds = is_team
