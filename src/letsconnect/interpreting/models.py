"""Interpretation for a connection (R77): asked for in the invitation, assigned by the team."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from letsconnect.connections.models import Connection


class Interpreter(models.Model):
    """Somebody who interprets, paid or as a volunteer. `languages`: BCP 47 codes; they interpret between any two.

    `hours`: 42 bytes like a person's, on the clock of `time_zone`; None means ask.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    languages = models.JSONField(default=list)
    is_paid = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    hours = models.BinaryField(null=True, blank=True, max_length=42)
    is_active = models.BooleanField(default=True)
    about = models.TextField(max_length=500, blank=True, help_text="for the team only")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class InterpretationRequest(models.Model):
    """A connection needs interpretation between two languages."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("interpretation", "asked for")
        CONFIRMED = "confirmed", pgettext_lazy("interpretation", "confirmed")
        NOT_AVAILABLE = "none", pgettext_lazy("interpretation", "not available")

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="+")
    one = models.CharField(max_length=20, help_text="BCP 47")
    other = models.CharField(max_length=20, help_text="BCP 47")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    interpreter = models.ForeignKey(
        Interpreter, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.JSONField(default=list, blank=True, help_text="words worth preparing, from the people in it")

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="interpretation_of_two_languages"),
        ]

    def __str__(self) -> str:
        return f"{self.one}-{self.other} for {self.connection_id}"
