"""Letters that could not be delivered."""

from django.db.models import QuerySet

from letsconnect.ground.models import OutgoingLetter


def undelivered() -> QuerySet[OutgoingLetter]:
    """Those given up, the newest first. What a letter says is its reader's: only its name and the reason are shown."""
    failed = OutgoingLetter.objects.filter(state=OutgoingLetter.State.FAILED)
    return failed.select_related("person").defer("subject", "body", "calendars").order_by("-id")
