"""Who may, and when, with brief summaries."""

from django.contrib.auth.models import AnonymousUser
from rules import predicate

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.rules import is_agreed, is_party
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.people.rules import is_member


@predicate
def may_have_been(_person: Person | AnonymousUser, connection: Connection) -> bool:
    """There is something to tell: a session has begun, a resource was promised, or it was agreed and called off."""
    if connection.agreed_at is None:
        return False
    called_off = connection.state == Connection.State.ENDED
    return connection.starts_at is None or called_off or connection.starts_at <= clock.now()


@predicate
def are_two_left(_person: Person | AnonymousUser, connection: Connection) -> bool:
    """Who left the programme can agree to nothing: a story of two needs both."""
    return connection.places.filter(answer=Place.Answer.YES).count() >= 2


may_summarise = is_member & is_party & may_have_been
may_approve = may_summarise & is_agreed & are_two_left
