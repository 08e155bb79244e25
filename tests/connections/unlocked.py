"""The site with the locks of conversations taken off, and time between looking and writing: a negative control, to show
that the exercise in `test_histories` can fail. Only tests start it."""

import time

from letsconnect.config.wsgi import application
from letsconnect.connections.actions import answering, ending, moving
from letsconnect.connections.models import Connection

PAUSE = 0.05


def as_it_is(row: Connection) -> Connection:
    """The row without holding it."""
    found = Connection.objects.get(pk=row.pk)
    time.sleep(PAUSE)
    return found


for room in (answering, ending, moving):
    room.lock = as_it_is  # type: ignore[attr-defined, assignment]

__all__ = ["application"]
