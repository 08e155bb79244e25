"""The right to be forgotten, in connections."""

from letsconnect.connections.actions.stopping import stop_all
from letsconnect.connections.models import Connection, Note, SharedFile, SharedLink, Summary
from letsconnect.people.models import Person


def forget(person: Person) -> None:
    """Take somebody out of what is to come, and their words out of what has been. What others wrote stays theirs."""
    stop_all(person)
    for model in (Note, SharedLink, SharedFile):
        model.objects.filter(by=person).delete()
    Connection.objects.filter(asked_by=person).update(words="")
    Summary.objects.filter(written_by=person).delete()
