"""The brief summary: the only thing asked after a contact (R92)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from letsconnect.connections.models import Connection
from letsconnect.people.models import Person


class Summary(models.Model):
    """Three short lines, any one of which is enough; written by anybody who was in it, once for all of them.

    `happened` False: "we tried and it did not happen", which counts as a summary. `version` rises with every change
    of the words; approvals hold for one version. `public_at`: everybody in it had approved what is public.
    """

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="+")
    happened = models.BooleanField(default=True)
    came_of_it = models.TextField(max_length=600, blank=True)
    did_not_work = models.TextField(max_length=600, blank=True)
    next_step = models.TextField(max_length=600, blank=True)
    language = models.CharField(max_length=20, blank=True, help_text="BCP 47 of the words")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    public_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(happened=False) | ~Q(came_of_it="") | ~Q(did_not_work="") | ~Q(next_step=""),
                name="summary_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"summary of {self.connection_id}"


class Approval(models.Model):
    """One person agrees that one version of a summary becomes a public case card, with or without their name."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    credited = models.BooleanField(default=False, help_text="named on the card; else anonymous")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["summary", "person"], name="approval_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} approves {self.summary_id}"
