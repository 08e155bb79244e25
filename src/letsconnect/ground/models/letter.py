from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class OutgoingLetter(models.Model):
    """A letter on its way. Written inside the transaction that decides it, sent by the worker.

    `key` tells one fact to one reader once. `held_by` names the worker that is sending it: the hold lasts as long as
    that worker lives. `due_at` None means now. The words of a `secret` letter are erased once it has left.
    `calendars` are the calendar files it carries: [method, text] each.
    `fallback`: the e-mail address to take where its channel refuses. `about`: its kind, where nobody asked for it.
    Channel "held": it waits to be bound with others into one letter of another row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("letter", "waiting")
        SENDING = "sending", pgettext_lazy("letter", "being sent")
        SENT = "sent", pgettext_lazy("letter", "sent")
        BOUND = "bound", pgettext_lazy("letter", "put into a letter with others")
        FAILED = "failed", pgettext_lazy("letter", "could not be delivered")

    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, default="email", help_text="email, telegram, wiki, or held")
    about = models.CharField(max_length=40, blank=True)
    letter = models.CharField(max_length=80, help_text="room/name of the text")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    to = models.CharField(max_length=320)
    fallback = models.CharField(max_length=320, blank=True)
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    headers = models.JSONField(default=dict, blank=True)
    calendars = models.JSONField(default=list, blank=True)
    secret = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    held_by = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=250, blank=True, help_text="what the mail server said last")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="letters_not_yet_sent",
                condition=models.Q(state__in=["waiting", "sending"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.state}"


class Unsubscribed(models.Model):
    """A person wants no letters of one kind (`about`), e.g. "freshness"."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="unsubscribed_once")]

    def __str__(self) -> str:
        return self.about
