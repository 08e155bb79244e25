"""What time does by itself."""

from letsconnect.ground import clock
from letsconnect.ground.tasks import every, task
from letsconnect.summaries.actions import ask_what_came_of_it
from letsconnect.summaries.queries.summaries import to_ask_for_summary


@every(hours=1)
@task
def ask_for_summaries() -> None:
    """One letter, some days after a session that nobody has summed up."""
    for connection in to_ask_for_summary(clock.now()):
        ask_what_came_of_it(connection)
