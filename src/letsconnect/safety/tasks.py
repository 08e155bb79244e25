"""What happens by itself."""

from letsconnect.ground.tasks import every, task
from letsconnect.safety.actions.retention import delete_old_reports


@every(days=1)
@task
def delete_what_is_over() -> None:
    """Closed reports go after their year."""
    delete_old_reports()
