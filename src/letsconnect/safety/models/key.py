from django.conf import settings
from django.db import models
from django.db.models import Q

from letsconnect.people.models import Person
from letsconnect.safety.sealing import fingerprint


class TeamKey(models.Model):
    """The key pair of one person of the case team; the private half is locked with their passphrase.

    `shown_as` is the name on the report page, where people may leave somebody out. A key counts from `admitted_at`:
    somebody who already reads for the case team has vouched that it belongs to the right person.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    shown_as = models.CharField(max_length=200)
    public = models.BinaryField(max_length=32)
    locked = models.BinaryField(max_length=200)
    made_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True, blank=True)
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(replaced_at=None), name="one_key_in_use_each")
        ]

    def __str__(self) -> str:
        return self.shown_as

    @property
    def fingerprint(self) -> str:
        return fingerprint(bytes(self.public))
