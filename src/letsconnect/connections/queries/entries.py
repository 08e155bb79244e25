"""The one calendar entry that somebody has for a connection, for life: it moves and goes by the same UID."""

from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import SESSION
from letsconnect.connections.queries.connections import all_places, others_in
from letsconnect.connections.queries.names import name_among_members
from letsconnect.ground.calendars import CANCEL, CANCELLED, CONFIRMED, REQUEST, TENTATIVE, Entry
from letsconnect.people.models import Person

State, Answer = Connection.State, Place.Answer


def entries_of(person: Person) -> list[Entry]:
    """Every session this person goes to, has been to, or that is being moved; for their own calendar."""
    stands = Q(answer=Answer.YES, connection__state__in=(State.AGREED, State.OPEN))
    moves = Q(connection__state=State.PROPOSED, connection__moving=True) & ~Q(answer=Answer.NO)
    mine = all_places().filter(stands | moves, person=person, connection__starts_at__isnull=False)
    everybody = Prefetch("connection__places", queryset=Place.objects.select_related("person"))
    return [entry for place in mine.prefetch_related(everybody) if (entry := entry_for(place))]


def entry_for(place: Place, *, stamp: datetime | None = None) -> Entry | None:
    """The entry as it is now, in the language that is active; None while there is no time. `stamp`: the moment of the
    change that a letter tells.

    The title is neutral, since it stands on lock screens; where they meet is on the page only.
    """
    connection = place.connection
    if connection.starts_at is None:
        return None
    gone = connection.state == State.ENDED or place.answer == Answer.NO
    changes = [at for at in (connection.asked_at, connection.agreed_at, connection.ended_at) if at is not None]
    page = settings.SITE_URL + reverse("connections:connection", args=[connection.public_id])
    return Entry(
        uid=f"{connection.public_id}.{place.person.public_id}@letsconnect",
        sequence=connection.sequence,
        starts_at=connection.starts_at,
        ends_at=connection.starts_at + SESSION,
        title=_("A conversation (Let's Connect)"),
        stamp=stamp or max(changes),
        text="\n".join([str(connection.topic), *([] if gone else names_in(place)), page]),
        url=page,
        status=CANCELLED if gone else CONFIRMED if connection.state == State.AGREED else TENTATIVE,
        method=CANCEL if gone else REQUEST,
    )


def names_in(place: Place) -> list[str]:
    """What the others are called; no address of theirs."""
    return [name_among_members(one.person) for one in others_in(place, list(place.connection.places.all()))]
