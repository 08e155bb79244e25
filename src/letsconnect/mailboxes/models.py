"""What is true of how people hear from us: their mailbox, and the secret address of their calendar."""

import secrets

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letsconnect.people.models import Person

SIGNER = signing.Signer(sep=".", salt="letsconnect.people.calendar")  # stands in the addresses given out long ago


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Mailbox(models.Model):
    """How a person wants letters; who has none wants them by e-mail, at once, and not at night.

    `pace`: kind of letter -> Pace, where it is not "at once". `telegram_chat`: the chat they linked.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("By e-mail")
        TELEGRAM = "telegram", _("On Telegram")
        WIKI = "wiki", _("A note on my talk page on Meta-Wiki")

    class Pace(models.TextChoices):
        NOW = "now", _("at once")
        DAY = "day", _("one letter a day")
        WEEK = "week", _("one letter a week")

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    quiet_nights = models.BooleanField(default=True)
    pace = models.JSONField(default=dict, blank=True)
    telegram_chat = models.CharField(max_length=32, unique=True, null=True, blank=True)
    telegram_code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    telegram_code_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"letters {self.channel}"


class CalendarFeed(models.Model):
    """The address of somebody's calendar, for programs that cannot sign in. A new one ends the one before.

    The address is the key and our signature: whoever reads this table cannot use it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(revoked_at=None), name="one_calendar_feed_a_person")
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"

    @property
    def word(self) -> str:
        """The secret part of the address."""
        return SIGNER.sign(self.key)
