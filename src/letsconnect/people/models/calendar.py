import secrets

from django.core import signing
from django.db import models
from django.db.models import Q

from .person import Person

SIGNER = signing.Signer(sep=".", salt="letsconnect.people.calendar")


def new_key() -> str:
    return secrets.token_urlsafe(16)


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
