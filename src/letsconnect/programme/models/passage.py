from django.db import models
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import in_language

from .phase import Phase


class Passage(models.Model):
    """A piece of the programme's words, in several languages, that the team changes without code.

    `title`, `body`, `link`: language code -> text. A milestone has days; a question has answers (its children);
    an outcome has a verdict, the answers it follows from (`when`: see `self_check`) and hand-over `places` (slugs).
    """

    class Kind(models.TextChoices):
        PURPOSE = "purpose", _("What it is")
        ORIGIN = "origin", _("Where it comes from")
        CULTURE = "culture", _("How we learn together")
        SPACE = "space", _("Spaces to learn in")
        SUPPORT = "support", _("Support")
        ROLE = "role", _("Ways to take part")
        LESSON = "lesson", _("What did not work, and what we learned")
        MILESTONE = "milestone", _("Timeline")
        QUESTION = "question", _("Questions of the self-check")
        EXCLUSION = "exclusion", _("Last questions of the self-check: what the programme is not for")
        ANSWER = "answer", _("Answers")
        OUTCOME = "outcome", _("Outcomes of the self-check")
        PLACE = "place", _("Places we point people to")

    class Verdict(models.TextChoices):
        YES = "yes", _("Yes")
        YES_AS = "as", _("Yes, as …")
        ELSEWHERE = "elsewhere", _("Another place fits better")

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=12, choices=Kind)
    slug = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    title = models.JSONField(default=dict)
    body = models.JSONField(default=dict, blank=True)
    link = models.JSONField(default=dict, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    when = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["kind", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "kind", "slug", "parent"], name="one_slug_below_a_parent"),
            models.UniqueConstraint(
                fields=["phase", "kind", "slug"], condition=models.Q(parent=None), name="one_slug_without_a_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.title_here or self.slug

    @property
    def title_here(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title)

    @property
    def body_here(self) -> str:
        """The body in the reader's language."""
        return in_language(self.body)

    @property
    def link_here(self) -> str:
        """The address in the reader's language."""
        return in_language(self.link)
