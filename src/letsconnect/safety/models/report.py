from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from .key import TeamKey


class Report(models.Model):
    """Something felt wrong. Nothing here says what, where or by whom: all words are sealed in its messages.

    `public` is the report's own key; `code_public` the key its code stands for; `code_hash` finds it by code.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("report status", "Received")
        READ = "read", pgettext_lazy("report status", "Being read")
        CONTACT = "contact", pgettext_lazy("report status", "In contact")
        CLOSED = "closed", pgettext_lazy("report status", "Closed")

    status = models.CharField(max_length=8, choices=Status, default=Status.RECEIVED)
    public = models.BinaryField(max_length=32)
    code_public = models.BinaryField(max_length=32)
    code_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    keep = models.BooleanField(default=False, help_text="kept although closed, while somebody must by law")

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Seat(models.Model):
    """One person of the case team may read one report: its private key, sealed to their key."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="seats")
    key = models.ForeignKey(TeamKey, on_delete=models.CASCADE, related_name="seats")
    sealed = models.BinaryField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_seat_a_key")]

    def __str__(self) -> str:
        return f"{self.key} reads {self.report}"


class Message(models.Model):
    """Words between who reported and the case team. `sealed` opens for the team, `sealed_for_code` for the code."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sealed = models.BinaryField()
    sealed_for_code = models.BinaryField(null=True, blank=True)
    digest = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "digest"], name="same_words_once")]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def is_answer(self) -> bool:
        return self.sealed_for_code is not None


class Reading(models.Model):
    """Somebody opened a report, or tried to and had the wrong passphrase."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    opened = models.BooleanField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"reading of {self.report_id}"
