from django.conf import settings
from django.db import models


class Comment(models.Model):
    """What somebody told the team about the programme, in private (R196). Leaves with the person who wrote it."""

    text = models.TextField()
    language = models.CharField(max_length=12)
    reply_to = models.EmailField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"comment {self.pk}"
