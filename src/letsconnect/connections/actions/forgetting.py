"""The right to be forgotten, in connections."""

from django.db.models import Q

from letsconnect.connections.actions.stopping import stop_all
from letsconnect.connections.models import Connection, Place
from letsconnect.people.models import Person


def forget(person: Person) -> None:
    """Take somebody out of what is to come, and their words out of what has been. What others wrote stays theirs."""
    stop_all(person)
    mine = Connection.objects.filter(Q(asked_by=person) | Q(places__person=person)).values("pk")
    shared = Place.objects.exclude(person=person).values("connection")
    Connection.objects.filter(pk__in=mine).exclude(pk__in=shared).delete()
    Connection.objects.filter(asked_by=person).update(words="", intent=None)
    Connection.objects.filter(meeting_by=person).update(meeting=Connection.Meeting.ROOM, meeting_where="")
