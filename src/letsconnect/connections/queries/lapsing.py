"""What time has come for."""

from datetime import datetime

from django.db.models import QuerySet

from letsconnect.connections.models import Connection


def lapsed(now: datetime) -> QuerySet[Connection]:
    """Invitations whose time to answer is over."""
    return Connection.objects.filter(state=Connection.State.PROPOSED, lapses_at__lte=now)


def at_half_time(now: datetime) -> QuerySet[Connection]:
    """Invitations half of whose time has gone and whose one reminder was not sent."""
    return Connection.objects.filter(state=Connection.State.PROPOSED, nudge_at__lte=now, lapses_at__gt=now)


def empty_tables(now: datetime) -> QuerySet[Connection]:
    """Tables whose time came while nobody had sat down."""
    return Connection.objects.filter(state=Connection.State.OPEN, starts_at__lte=now)
