"""What people keep on the page of their connection; seen only by those in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from letsconnect.connections.models import Connection


class Note(models.Model):
    """A shared note. Notes stay in the order they were written; an author may change or take back their own."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class SharedLink(models.Model):
    """A link given to the others, with whose work it is (R117)."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    url = models.URLField(max_length=1000)
    title = models.CharField(max_length=200)
    credit = models.CharField(max_length=200, blank=True, help_text="whose work it is")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["connection", "url"], name="shared_link_once")]

    def __str__(self) -> str:
        return self.title


class SharedFile(models.Model):
    """A small file given to the others. Kept in the database, so that erasure and backup reach it."""

    class Licence(models.TextChoices):
        US = "us", pgettext_lazy("licence", "Only for us in this conversation")
        BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
        BY = "cc-by-4.0", "CC BY 4.0"
        ZERO = "cc0-1.0", "CC0 1.0"
        SAID = "said", pgettext_lazy("licence", "As the file itself says")

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="media type, found from the content")
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    content = models.BinaryField()
    credit = models.CharField(max_length=200, blank=True, help_text="whose work it is")
    licence = models.CharField(max_length=12, choices=Licence, default=Licence.US)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["connection", "digest"], name="shared_file_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def kilobytes(self) -> str:
        """The size in words, before anybody clicks: "120 kB"."""
        return _("%(count)s kB") % {"count": max(1, round(self.size / 1000))}
