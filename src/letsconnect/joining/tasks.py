"""What happens by itself to those who have joined."""

from letsconnect.ground.tasks import every, task
from letsconnect.joining.actions.asking import ask_if_still_true
from letsconnect.people.queries.freshness import people_to_ask


@every(hours=24)
@task
def ask_whose_profile_is_old() -> None:
    """Everybody whose profile nobody confirmed for ninety days gets one letter."""
    for person in people_to_ask().iterator():
        ask_if_still_true(person)
