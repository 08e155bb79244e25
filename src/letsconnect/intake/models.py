"""What an import brought that could not be placed: nothing is lost."""

from django.conf import settings
from django.db import models

from letsconnect.people.models import Person

# The tables were made when imports were a part of the room of skills, and keep their names: decisions/0005.


class ImportFile(models.Model):
    """One import, with its report; the column mapping is remembered for files with the same header."""

    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    header_digest = models.CharField(max_length=64, db_index=True)
    header = models.JSONField(default=list, blank=True, help_text="the columns' names, for mending rows set aside")
    mapping = models.JSONField(default=dict, blank=True, help_text="column -> field; empty: not used")
    report = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "skills_importfile"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class ImportDraft(models.Model):
    """A file somebody of the team has uploaded and not yet brought in; forgotten after two days."""

    name = models.CharField(max_length=300)
    content = models.BinaryField()
    chosen = models.JSONField(default=dict, blank=True, help_text="column -> field, as chosen on the page")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True, help_text="when the worker was asked to bring it in")

    class Meta:
        db_table = "skills_importdraft"

    def __str__(self) -> str:
        return self.name


class Leftover(models.Model):
    """A cell (`column` set) or a whole row (`column` empty, `cells` set) kept verbatim for the team to mend.

    A row set aside as erased stores no cells.
    """

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="+")
    row = models.PositiveIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    column = models.CharField(max_length=300, blank=True)
    value = models.TextField(blank=True)
    cells = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=40)
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "skills_leftover"
        ordering = ["file", "row", "id"]
        constraints = [models.UniqueConstraint(fields=["file", "row", "column", "reason"], name="leftover_once")]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.row} {self.reason}"
