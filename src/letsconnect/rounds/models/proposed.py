from django.db import models
from django.utils.translation import pgettext_lazy

from letsconnect.connections.models import Connection

from .round import Round


class RoundConnection(models.Model):
    """One connection of a round's proposal. `facts` is the connection in the plan's form; `number` names it in the
    round for good. `skipped` says why it could not be sent."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("connection of a round", "proposed")
        SENDING = "sending", pgettext_lazy("connection of a round", "being sent")
        SENT = "sent", pgettext_lazy("connection of a round", "sent")
        SKIPPED = "skipped", pgettext_lazy("connection of a round", "not sent")

    class Skipped(models.TextChoices):
        GONE = "gone", pgettext_lazy("why not sent", "Somebody has left the programme.")
        PAUSED = "paused", pgettext_lazy("why not sent", "Somebody is taking a break.")
        FULL = "full", pgettext_lazy("why not sent", "Somebody has as many conversations this month as they wish for.")
        APART = "apart", pgettext_lazy("why not sent", "These people cannot be brought together.")
        CHANGED = (
            "changed",
            pgettext_lazy("why not sent", "Somebody has changed what they share, want or speak."),
        )
        NO_TIME = "no_time", pgettext_lazy("why not sent", "No time is left that suits them all.")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="connections")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    locked = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    skipped = models.CharField(max_length=7, choices=Skipped, blank=True)
    connection = models.OneToOneField(Connection, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    next_best = models.BooleanField(default=False, help_text="found for people whom an unanswered invitation left free")
    followed_up = models.BooleanField(default=False, help_text="it ended, and the next best was looked for")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="round_connection_once"),
            models.CheckConstraint(
                condition=~models.Q(state="skipped") | ~models.Q(skipped=""),
                name="round_connection_skipped_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}:{self.number}"

    @property
    def people(self) -> tuple[str, ...]:
        """Public ids, the sharer first."""
        return (self.facts["sharer"], *self.facts["learners"])
