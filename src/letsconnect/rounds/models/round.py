"""A month's proposal of connections for everyone at once (R75)."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

MOST_WEEKS = 8


def default_policy() -> dict[str, Any]:
    """What the programme values, in the matchmaker's form (the contract's numbers)."""
    return {
        "priority": [100, 150, 200],
        "fit": {"same_or_one_above": 100, "further_above": 90, "one_below": 40},
        "reciprocity": 40,
        "group_cost": [0, 20, 50],
        "interpretation_cost": 30,
    }


class Round(models.Model):
    """One round of one month. `input` is the matchmaker's round, frozen when it was first planned; `plan` the plan as
    it stands now, edits included. Together with the edits they say how everything came about.

    Empty filters take everybody. `of_examples`: a round of the demonstration's invented people, and of nobody else.
    `asked` is the edit that asked for the plan that is being computed; `last_number` the last given to a connection.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("round", "being prepared")
        PLANNING = "planning", pgettext_lazy("round", "being planned")
        PLANNED = "planned", pgettext_lazy("round", "planned, not sent yet")
        SENT = "sent", pgettext_lazy("round", "sent")
        CLOSED = "closed", pgettext_lazy("round", "closed")

    month = models.DateField(help_text="its first day; places count in this month")
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=9, choices=State, default=State.PREPARING)
    regions = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True, help_text="BCP 47")
    topics = models.JSONField(default=list, blank=True, help_text="slugs")
    first_monday = models.DateField(help_text="its first week starts at 00:00 UTC of this Monday")
    weeks = models.PositiveSmallIntegerField(default=4)
    policy = models.JSONField(default=default_policy)
    bookings = models.JSONField(default=list, blank=True, help_text="of interpreters, in the matchmaker's form")
    resend_by_itself = models.BooleanField(default=False)
    of_examples = models.BooleanField(default=False)
    seed = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()

    input = models.JSONField(null=True, blank=True)
    plan = models.JSONField(null=True, blank=True)
    asked = models.PositiveBigIntegerField(null=True, blank=True)
    progress = models.JSONField(null=True, blank=True, help_text="phase, fraction, value, bound")
    stop_asked = models.BooleanField(default=False)
    failed = models.BooleanField(default=False, help_text="the last plan asked for could not be computed")
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=MOST_WEEKS), name="round_of_1_to_8_weeks"),
            models.CheckConstraint(
                condition=~Q(state__in=("planned", "sent")) | Q(plan__isnull=False), name="round_planned_has_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def monday(self) -> datetime:
        """The moment its first week starts."""
        return datetime.combine(self.first_monday, time(), UTC)
