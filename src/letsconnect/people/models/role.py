from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .person import Person


class Role(models.Model):
    """What a person does for the programme, from a day until a day (R48, R50, R185-R193).

    An ambassador's role is scoped to a region (one of the eight codes) or to a topic (its slug).
    """

    class Kind(models.TextChoices):
        AMBASSADOR = "ambassador", _("Learning Ambassador")
        ADVISORY = "advisory", _("Working Group, advisory")
        OPERATING = "operating", _("Working Group, operating team")
        SUPPORT = "support", _("Support team")
        REVIEWER = "reviewer", _("Reviewer")
        EVALUATOR = "evaluator", _("Evaluator")
        TRUST_SAFETY = "trust_safety", _("Trust & Safety")
        ADMINISTRATOR = "administrator", _("Administrator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=14, choices=Kind)
    region = models.CharField(max_length=6, blank=True)
    topic = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="the last day; none: until further notice")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="ambassador") | ~Q(region="") | ~Q(topic=""), name="ambassador_has_a_scope"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ClaimLink(models.Model):
    """A single-use link by which a person who was imported takes over their own profile."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"claim of {self.person_id}"
