"""A person of the programme; also the account that signs in."""

import secrets
from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letsconnect.people.audience import AUDIENCE_LABELS, FIELDS

from .group import Group

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_public_id() -> str:
    """A short id for addresses that tells nothing and cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(10))


def audience_of(key: str) -> models.PositiveSmallIntegerField:
    """The column that says who may see the field `key`."""
    return models.PositiveSmallIntegerField(
        choices=[(int(level), label) for level, label in AUDIENCE_LABELS.items()],
        default=int(FIELDS[key].default),
    )


class PersonManager(BaseUserManager["Person"]):
    """What Django's and allauth's sign-in call; everything else makes people through actions."""

    def create_user(self, email: str | None = None, **facts: object) -> "Person":
        person = self.model(email=email.lower() if email else None, **facts)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """One person. Names are fragile: chosen name first, Wikimedia username second, real name never required.

    `hours` are 42 bytes: 336 half-hours of the week in the person's own zone, bit 0 = Monday 00:00,
    little-endian (see `matchmaker.hours`); None means not said.
    `assumed` lists keys filled in by an import and not yet confirmed.
    """

    class GroupRole(models.TextChoices):
        VOLUNTEER = "volunteer", _("Volunteer")
        CORE = "core", _("Core team")
        STAFF = "staff", _("Staff")
        BOARD = "board", _("Board member")
        ACTIVE = "active", _("I contribute actively")
        OTHER = "other", _("Something else")

    class Contact(models.TextChoices):
        WIKI = "wiki", _("My talk page on Meta-Wiki")
        EMAIL = "email", _("My e-mail address")
        NOBODY = "none", _("Nobody contacts me directly")

    class Scope(models.TextChoices):
        NO = "", _("Not now")
        REGION = "region", _("Yes, in my region")
        TOPIC = "topic", _("Yes, on a topic")

    class WorkingGroup(models.TextChoices):
        NO = "", _("Not now")
        ADVISORY = "advisory", _("Yes, giving advice")
        OPERATING = "operating", _("Yes, in the operating team")

    class Bandwidth(models.TextChoices):
        NO_VIDEO = "no_video", _("Video is too heavy for my connection")
        TEXT_ONLY = "text_only", _("I would rather write than talk")
        SMALL_FILES = "small_files", _("Please send small files only")
        DIAL_IN = "dial_in", _("I would join by phone")
        PHONE_ONLY = "phone_only", _("I take part on a phone, not a computer")
        SHARED = "shared", _("I share a device with others")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    chosen_name = models.CharField(max_length=100, blank=True)
    username = models.CharField(max_length=255, unique=True, null=True, blank=True)
    wiki_sub = models.CharField(max_length=100, unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=1000, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    email_proven_at = models.DateTimeField(
        null=True, blank=True, help_text="when they showed by a code that the address is theirs; imports never set it"
    )
    contact = models.CharField(max_length=8, choices=Contact, default=Contact.WIKI)

    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group_role = models.CharField(max_length=12, choices=GroupRole, blank=True)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=6, blank=True)
    time_zone = models.CharField(max_length=50, blank=True)
    ui_language = models.CharField(max_length=12, blank=True)

    hours = models.BinaryField(max_length=42, null=True, blank=True)
    never_nights = models.BooleanField(default=True)
    learn_limit = models.PositiveSmallIntegerField(default=1)
    share_limit = models.PositiveSmallIntegerField(default=1)
    paused_until = models.DateField(null=True, blank=True)

    low_bandwidth = models.JSONField(default=list, blank=True)
    support_needs = models.TextField(blank=True)
    ambassador_wish = models.CharField(max_length=8, choices=Scope, blank=True)
    ambassador_about = models.CharField(max_length=200, blank=True)
    working_group_wish = models.CharField(max_length=10, choices=WorkingGroup, blank=True)
    remarks = models.TextField(blank=True)

    registered_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="None: imported, nobody has signed in as them yet"
    )
    fresh_at = models.DateTimeField(null=True, blank=True, help_text="when they last said or changed something")
    freshness_asked_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    assumed = models.JSONField(default=list, blank=True)
    said = models.JSONField(
        default=dict, blank=True, help_text="field -> moment the person said it here: newer than any import"
    )
    provenance = models.JSONField(default=dict, blank=True, help_text="field -> where an imported fact came from (R87)")

    chosen_name_audience = audience_of("chosen_name")
    username_audience = audience_of("username")
    full_name_audience = audience_of("full_name")
    email_audience = audience_of("email")
    contact_audience = audience_of("contact")
    group_audience = audience_of("group")
    group_role_audience = audience_of("group_role")
    country_audience = audience_of("country")
    region_audience = audience_of("region")
    time_zone_audience = audience_of("time_zone")
    languages_audience = audience_of("languages")
    shares_audience = audience_of("shares")
    share_notes_audience = audience_of("share_notes")
    wishes_audience = audience_of("wishes")
    wish_notes_audience = audience_of("wish_notes")
    hours_audience = audience_of("hours")
    limits_audience = audience_of("limits")
    low_bandwidth_audience = audience_of("low_bandwidth")
    roles_wished_audience = audience_of("roles_wished")
    support_needs_audience = audience_of("support_needs")
    remarks_audience = audience_of("remarks")

    objects = PersonManager()
    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        indexes = [
            models.Index(fields=["-fresh_at", "-id"], name="person_freshest"),
            models.Index(fields=["country"], name="person_country"),
            models.Index(fields=["region"], name="person_region"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(learn_limit__lte=4) & Q(share_limit__lte=4), name="person_limits_0_to_4"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.public_id

    @property
    def name(self) -> str:
        """What to call them among people who may see both names."""
        return self.chosen_name or self.username or ""

    @property
    def is_registered(self) -> bool:
        """Signed up and not suspended: a member once signed in."""
        return self.registered_at is not None and self.suspended_at is None and self.is_active

    @property
    def is_claimed(self) -> bool:
        """Whether the person themself has confirmed what an import said."""
        return self.confirmed_at is not None

    def is_away(self, day: date) -> bool:
        """Whether they take a break on that day."""
        return self.paused_until is not None and self.paused_until >= day


class SpokenLanguage(models.Model):
    """A language a person can hold a conversation in, ranked best first (field notes 22: never inferred)."""

    class Level(models.IntegerChoices):
        BASIC = 1, _("I can get by")
        GOOD = 2, _("I can talk about my work")
        FLUENT = 3, _("Fluent")
        NATIVE = 4, _("My language")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=20, help_text="BCP 47")
    rank = models.PositiveSmallIntegerField(help_text="0 is best")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.GOOD)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="language_once_a_person")]
        indexes = [models.Index(fields=["code"], name="language_code")]

    def __str__(self) -> str:
        return self.code


class CountryAtRisk(models.Model):
    """For people from these countries the country is never public. Team data, empty at first."""

    code = models.CharField(max_length=2, primary_key=True)

    def __str__(self) -> str:
        return self.code
