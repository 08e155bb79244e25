from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from .round import Round


class RoundEdit(models.Model):
    """What was done to a round, one row each, never changed: from the input and these the proposal can be computed
    again (`letsconnect replay-round`). `facts` are ids, numbers and connections in the plan's form."""

    class Kind(models.TextChoices):
        ASKED = "asked", pgettext_lazy("edit of a round", "asked for a plan")
        PLANNED = "planned", pgettext_lazy("edit of a round", "planned")
        NEXT_BEST = "next_best", pgettext_lazy("edit of a round", "found the next best")
        LOCKED = "locked", pgettext_lazy("edit of a round", "locked")
        UNLOCKED = "unlocked", pgettext_lazy("edit of a round", "unlocked")
        CHANGED = "changed", pgettext_lazy("edit of a round", "changed a connection")
        ADDED = "added", pgettext_lazy("edit of a round", "added a connection")
        REMOVED = "removed", pgettext_lazy("edit of a round", "took out")
        APART = "apart", pgettext_lazy("edit of a round", "kept two people apart")
        SENT = "sent", pgettext_lazy("edit of a round", "sent")
        OVER = "over", pgettext_lazy("edit of a round", "started over")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="edits")
    kind = models.CharField(max_length=9, choices=Kind)
    facts = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.kind}"
