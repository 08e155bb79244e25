from django.db import models
from django.db.models import Q

from letsconnect.ground.languages import in_language


class Phase(models.Model):
    """A stretch of the programme with its own words and rules. One is current; a new one begins as its copy."""

    name = models.JSONField(default=dict)
    discussion_url = models.URLField(blank=True, max_length=500)
    opened_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="one_phase_is_current"),
        ]

    def __str__(self) -> str:
        return in_language(self.name)
