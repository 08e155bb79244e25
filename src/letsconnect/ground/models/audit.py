from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """What was done, to what, by whom. Written by actions only (`ground.audit.record`).

    `what` is a past-tense dotted name (`topic.merged`); `subject` is `model:id`, `person:<public id>` for people;
    `facts` holds ids and codes, never free text from people.
    """

    at = models.DateTimeField(db_index=True)
    what = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=100, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"
