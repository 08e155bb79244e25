"""What inviting does by itself."""

from letsconnect.ground import clock
from letsconnect.ground.tasks import every, task
from letsconnect.inviting.actions.suggesting import suggest_by_letter
from letsconnect.inviting.queries.turns import whose_turn


@every(hours=1)
@task
def suggest_to_some() -> None:
    """A few people each hour hear that there is somebody to meet."""
    for person in whose_turn(clock.now()):
        suggest_by_letter(person)
