"""What the worker does for this room."""

from letsconnect.ground.tasks import every, task
from letsconnect.intake.actions.drafting import finish_import, forget_old_drafts
from letsconnect.intake.models import ImportDraft
from letsconnect.people.models import Person


@task(attempts=2)
def bring_in_draft(draft_id: int, person_id: int) -> None:
    """A large file; once it is in, the draft is gone, so a second run does nothing."""
    draft = ImportDraft.objects.filter(pk=draft_id).first()
    if draft:
        finish_import(draft, by=Person.objects.get(pk=person_id))


@every(hours=1)
@task
def sweep_drafts() -> None:
    forget_old_drafts()
