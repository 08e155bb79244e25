"""Whom to remind of a session, and whose clock has changed."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import all_places
from letsconnect.connections.queries.hours import zone_of
from letsconnect.ground import clock
from letsconnect.ground.zones import before_the_night, is_night, zone_named

DAY, HOUR = "day", "hour"
BEFORE = {DAY: timedelta(hours=24), HOUR: timedelta(hours=1)}
EARLIEST = timedelta(hours=36)  # a reminder goes so long before at most: quiet hours send it earlier, not later


def sessions_to_come(now: datetime) -> QuerySet[Place]:
    """Places of those who go to an agreed session that has not begun."""
    agreed = all_places().filter(answer=Place.Answer.YES, connection__state=Connection.State.AGREED)
    return agreed.filter(connection__starts_at__gt=now).order_by("connection__starts_at", "pk")


def due_reminders(now: datetime) -> list[tuple[Place, str]]:
    """The reminders whose time has come and that were not sent."""
    soon = sessions_to_come(now).filter(connection__starts_at__lte=now + EARLIEST)
    return [(place, kind) for place in soon if (kind := reminder_due(place, now))]


def reminder_due(place: Place, now: datetime) -> str:
    """DAY, HOUR, or nothing: a day and an hour before, earlier where that is night on the person's clock, and never
    after the same was told by the letter that it is agreed."""
    starts_at, zone = place.connection.starts_at, zone_named(zone_of(place.person))
    if starts_at is None or starts_at <= now or place.hour_reminder_for == starts_at or is_night(now, zone):
        return ""
    told_at = max(at for at in (place.connection.agreed_at, place.answered_at, starts_at - EARLIEST) if at)
    due = {kind: before_the_night(starts_at - before, zone) for kind, before in BEFORE.items()}
    for kind, sent_for in ((HOUR, place.hour_reminder_for), (DAY, place.day_reminder_for)):
        if due[kind] <= now:
            return kind if due[kind] > told_at and sent_for != starts_at else ""
    return ""


def clock_has_changed(place: Place) -> bool:
    """The wall time they were told last is not what their clock will show: the rules of their zone changed."""
    starts_at = place.connection.starts_at
    if starts_at is None or place.told_offset is None:
        return False
    return place.told_offset != clock.offset_minutes(zone_of(place.person), starts_at)
