from django.db import models


class Consent(models.Model):
    """One line of the consent ledger, which only grows (the database refuses changes and deletions).

    `subject` is the person's public id, so that the line outlives an erasure without naming anybody.
    """

    subject = models.CharField(max_length=12, db_index=True)
    what = models.CharField(max_length=60, help_text="code-of-conduct, friendly-space, publish, audience:<field>, ...")
    choice = models.CharField(max_length=60, help_text="yes, no, all, username_topics, none, or an audience")
    text_version = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)
    how = models.CharField(max_length=200, help_text="page, import <file> row <n>, ...")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.what}: {self.choice}"


class Erased(models.Model):
    """A keyed hash of a name or address that asked to be forgotten: imports set such rows aside."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class Change(models.Model):
    """Somebody's entry in the directory changed. What keeps a copy reads the lines after the last it saw.

    `person_id` is a plain number: the line also tells of people who were erased.
    """

    person_id = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)
