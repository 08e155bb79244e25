"""What people have been told, kept beside their place: the entry in their calendar, the wall time, the reminders."""

from zoneinfo import ZoneInfo

from django.db import transaction

from letsconnect.connections.letters import remind_of_session, tell_agreed, tell_clock_changed, tell_left
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.hours import zone_of
from letsconnect.connections.queries.reminding import HOUR, clock_has_changed, reminder_due
from letsconnect.ground import clock
from letsconnect.ground.locking import lock


def tell_the_time(place: Place) -> None:
    """It takes place: told, with the entry for their calendar."""
    tell_agreed(place)
    note_clock(place)


def note_clock(place: Place) -> None:
    """Keep which wall time this person has just been told."""
    starts_at, zone = place.connection.starts_at, zone_of(place.person)
    if starts_at is not None:
        place.told_zone, place.told_offset = zone, clock.offset_minutes(zone, starts_at)
        place.save(update_fields=["told_zone", "told_offset"])


def take_entry_back(connection: Connection, place: Place) -> None:
    """Whoever does not come any more, and had an entry in their calendar, gets a letter that takes it out; on a locked
    row, once `place` says no."""
    if place.told_offset is None:
        return
    connection.sequence += 1
    connection.save(update_fields=["sequence"])
    place.connection = connection
    tell_left(place)
    forget_clocks(connection, place)


def forget_clocks(connection: Connection, *places: Place) -> None:
    """They have no entry any more."""
    for place in places:
        place.told_zone, place.told_offset = "", None
    connection.places.filter(pk__in=[place.pk for place in places]).update(told_zone="", told_offset=None)


@transaction.atomic
def remind(place: Place) -> None:
    """Send the reminder that is due to this person, once for each session and time; safe to repeat."""
    connection = lock(place.connection)
    place = Place.objects.select_related("person").get(pk=place.pk)
    place.connection = connection
    kind = reminder_due(place, clock.now())
    if not kind or connection.state != Connection.State.AGREED or place.answer != Place.Answer.YES:
        return
    remind_of_session(place, kind)
    field = "hour_reminder_for" if kind == HOUR else "day_reminder_for"
    setattr(place, field, connection.starts_at)
    place.save(update_fields=[field])


@transaction.atomic
def tell_if_clock_changed(place: Place) -> None:
    """Tell somebody whose zone's rules changed what their clock will show now; safe to repeat. Who moved to another
    zone knows, and is not told."""
    connection = lock(place.connection)
    place = Place.objects.select_related("person").get(pk=place.pk)
    place.connection = connection
    going = connection.state == Connection.State.AGREED and place.answer == Place.Answer.YES
    if not going or not clock_has_changed(place):
        return
    if place.told_zone == zone_of(place.person):
        tell_clock_changed(place)
    note_clock(place)


def read_zones_anew() -> None:
    """A process that has run for long reads the rules of the zones from the disk again."""
    ZoneInfo.clear_cache()
