"""Who can share what, and who wants to learn what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letsconnect.people.models import Person

from .topic import Topic


class Willing(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    ASK = "ask", _("Ask me")


class Offer(models.Model):
    """A topic a person can share (R3). `note` says what they did. `assumed`: level and ways were not asked."""

    class Level(models.IntegerChoices):
        TRIED = 1, _("I have tried it once")
        DONE = 2, _("I have done it several times")
        EXPERIENCED = 3, _("I do it regularly")
        TEACHES = 4, _("I have taught it to others")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.DONE)
    note = models.TextField(blank=True, max_length=2000)
    in_clinic = models.CharField(max_length=3, choices=Willing, default=Willing.ASK)
    one_to_one = models.CharField(max_length=3, choices=Willing, default=Willing.YES)
    written = models.CharField(max_length=3, choices=Willing, default=Willing.ASK)
    assumed = models.BooleanField(default=False)
    provenance = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="offer_once_a_topic"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="offer_level_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} shares {self.topic_id}"


class Wish(models.Model):
    """A topic a person, or their group (R72), wants to learn; when it matters, and at which stage (R78, R162)."""

    class Priority(models.IntegerChoices):
        SOME_DAY = 1, _("Some day")
        SOON = 2, _("Soon")
        NOW = 3, _("Now")

    class Level(models.IntegerChoices):
        FIRST_STEPS = 1, _("First steps")
        GROWING = 2, _("Getting better at it")
        DEEP = 3, _("Going deep")

    class Stage(models.TextChoices):
        DESIGN = "design", _("Designing a project")
        PROPOSAL = "proposal", _("Writing a proposal")
        RUNNING = "running", _("Running a project")
        REPORTING = "reporting", _("Reporting")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.SOON)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.GROWING)
    context = models.TextField(blank=True, max_length=2000)
    stage = models.CharField(max_length=10, choices=Stage, blank=True)
    matters_on = models.DateField(null=True, blank=True)
    assumed = models.BooleanField(default=False)
    provenance = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-priority", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="wish_once_a_topic"),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=3, level__gte=1, level__lte=3),
                name="wish_numbers_1_to_3",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} wants {self.topic_id}"


class OwnWords(models.Model):
    """A share or a wish in the person's own words that no topic fits yet; a list for the team (R127, R129)."""

    class Side(models.TextChoices):
        SHARE = "share", _("can share")
        LEARN = "learn", _("wants to learn")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=5, choices=Side)
    words = models.CharField(max_length=500)
    folded = models.CharField(max_length=500, db_index=True)
    provenance = models.CharField(max_length=200, blank=True)
    set_aside_at = models.DateTimeField(
        null=True, blank=True, help_text="the team looked and left it in the person's words"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "side", "folded"], name="own_words_once"),
        ]

    def __str__(self) -> str:
        return self.words


class Suggestion(models.Model):
    """A reviewer's or teammate's hint that somebody could share a topic (R66, R187). Shown to that person only
    (and the team) until they accept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(max_length=1000)
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=8, blank=True, choices=[("yes", _("Yes")), ("no", _("No"))])

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="suggestion_once")]

    def __str__(self) -> str:
        return f"{self.person_id} may share {self.topic_id}"
