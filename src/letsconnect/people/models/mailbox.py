from django.db import models
from django.utils.translation import gettext_lazy as _

from .person import Person


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
