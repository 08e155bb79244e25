from django.db import models

from letsconnect.ground.languages import in_language


class Category(models.Model):
    """A heading of the topic table (R131-R160). `labels`: language code -> text."""

    slug = models.SlugField(max_length=80, unique=True)
    labels = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return in_language(self.labels) or self.slug


class Topic(models.Model):
    """Something that can be shared and learned; in one category or several (T10). The team edits, merges, splits.

    `labels`, `about`: language code -> text. `synonyms`: language code -> list of texts ("" for any language).
    A merged topic stays, with `merged_into` set, so that old addresses and old files still find their way.
    """

    slug = models.SlugField(max_length=80, unique=True)
    categories = models.ManyToManyField(Category, related_name="topics")
    labels = models.JSONField(default=dict)
    about = models.JSONField(default=dict, blank=True)
    synonyms = models.JSONField(default=dict, blank=True)
    highlighted = models.BooleanField(default=False)
    source = models.CharField(max_length=40, blank=True, help_text="R-ids of the programme's table")
    wikidata_qid = models.CharField(max_length=20, null=True, blank=True, unique=True)
    capx_id = models.CharField(max_length=20, null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return in_language(self.labels) or self.slug
