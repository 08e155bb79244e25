from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.Model):
    """An organised group, recognised or not (R11, R14)."""

    class Kind(models.TextChoices):
        INFORMAL = "informal", _("Informal group")
        USER_GROUP = "user_group", _("User group")
        CHAPTER = "chapter", _("Chapter")
        THEMATIC = "thematic", _("Thematic organisation")
        ALIGNED = "aligned", _("Mission-aligned organisation")

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(
        max_length=200, unique=True, help_text="name folded by case, accent and space: one group each"
    )
    acronym = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.INFORMAL)
    recognised = models.BooleanField(default=False)
    aliases = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
