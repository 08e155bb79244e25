"""What is swept among people by itself."""

from datetime import timedelta

from letsconnect.ground import clock
from letsconnect.ground.tasks import every, task
from letsconnect.people.models import Change, Session

KEEP_CHANGES = timedelta(days=7)


@every(hours=24)
@task
def sweep_changes() -> None:
    """Copies of the directory have long seen these lines; the newest stays, so that a copy knows where it is."""
    newest = Change.objects.order_by("-pk").first()
    if newest is not None:
        Change.objects.filter(at__lt=clock.now() - KEEP_CHANGES, pk__lt=newest.pk).delete()


@every(hours=6)
@task
def sweep_sessions() -> None:
    """Sessions that ended by themselves."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
