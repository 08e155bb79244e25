"""What time does by itself."""

from letsconnect.connections.actions.nudging import nudge
from letsconnect.connections.actions.settling import close_empty_table, lapse
from letsconnect.connections.actions.telling import read_zones_anew, remind, tell_if_clock_changed
from letsconnect.connections.queries.lapsing import at_half_time, empty_tables, lapsed
from letsconnect.connections.queries.reminding import clock_has_changed, due_reminders, sessions_to_come
from letsconnect.ground import clock
from letsconnect.ground.tasks import every, task


@every(minutes=10)
@task
def let_invitations_lapse() -> None:
    """Invitations not answered in time end, or go ahead with those who said yes; empty tables close."""
    now = clock.now()
    for connection in lapsed(now):
        lapse(connection)
    for table in empty_tables(now):
        close_empty_table(table)


@every(minutes=10)
@task
def remind_at_half_time() -> None:
    """One reminder to whoever has not answered, when half the time is over."""
    for connection in at_half_time(clock.now()):
        nudge(connection)


@every(minutes=2)
@task
def remind_of_sessions() -> None:
    """A day before and an hour before, never in quiet hours."""
    for place, _kind in due_reminders(clock.now()):
        remind(place)


@every(hours=1)
@task
def tell_changed_clocks() -> None:
    """Where a zone's rules have changed, exactly those hear it whose wall time is another than they were told."""
    read_zones_anew()
    for place in sessions_to_come(clock.now()).filter(told_offset__isnull=False):
        if clock_has_changed(place):
            tell_if_clock_changed(place)
