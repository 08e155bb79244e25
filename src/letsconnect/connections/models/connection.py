"""A conversation of two to four people about one topic (R53, R73-R74), from the invitation on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from letsconnect.people.models import Person
from letsconnect.people.models.person import new_public_id
from letsconnect.skills.models import Topic

SESSION = timedelta(minutes=90)
MOST_LEARNERS = 3


class Connection(models.Model):
    """One sharer and one to three learners on a topic. `starts_at` is a moment in UTC, set while a time is agreed or
    (for a table) offered; a session lasts an hour and a half.

    A connection that moves keeps its page, its link and its calendar entry: `sequence` rises with whatever changes
    the entry. `month` is the first day of the month that its places count in (limits are per month). `reasons` are
    the matchmaker's codes with numbers, worded for each reader.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("connection", "open: places to take")
        PROPOSED = "proposed", pgettext_lazy("connection", "invited")
        AGREED = "agreed", pgettext_lazy("connection", "agreed")
        ENDED = "ended", pgettext_lazy("connection", "will not take place")

    class Origin(models.TextChoices):
        ROUND = "round", pgettext_lazy("origin of a connection", "proposed by the programme team")
        PERSON = "person", pgettext_lazy("origin of a connection", "somebody invited the others")
        TABLE = "table", pgettext_lazy("origin of a connection", "a sharer opened a table")

    class Kind(models.TextChoices):
        COFFEE = "coffee", pgettext_lazy("kind of connection", "A conversation over coffee or tea")
        RESOURCE = "resource", pgettext_lazy("kind of connection", "Sharing a resource")

    class Ended(models.TextChoices):
        """Why it will not take place. STOPPED (a block, an account gone) reads like CALLED_OFF to everybody."""

        NOT_NOW = "not_now", pgettext_lazy("connection", "not this time")
        NO_ANSWER = "no_answer", pgettext_lazy("connection", "not answered in time")
        NO_TIME = "no_time", pgettext_lazy("connection", "no time that suits everybody")
        CALLED_OFF = "called_off", pgettext_lazy("connection", "called off")
        STOPPED = "stopped", pgettext_lazy("connection", "called off")

    class Meeting(models.TextChoices):
        ROOM = "room", pgettext_lazy("meeting place", "A room the platform makes")
        LINK = "link", pgettext_lazy("meeting place", "Our own link")
        PHONE = "phone", pgettext_lazy("meeting place", "By phone")
        TEXT = "text", pgettext_lazy("meeting place", "In writing, on this page")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    intent = models.CharField(
        max_length=64, unique=True, null=True, editable=False, help_text="key of the intent: sent twice, made once"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=6, choices=Origin)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.COFFEE)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    ended = models.CharField(max_length=10, choices=Ended, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=1000, blank=True, help_text="a few words from whoever invites")
    language = models.CharField(max_length=20, blank=True, help_text="BCP 47; blank when interpreted")
    reasons = models.JSONField(default=list, blank=True)
    month = models.DateField()
    seats = models.PositiveSmallIntegerField(default=MOST_LEARNERS, help_text="most learners")
    starts_at = models.DateTimeField(null=True, blank=True)
    moving = models.BooleanField(default=False, help_text="was agreed once; a new time is being looked for")
    sequence = models.PositiveIntegerField(default=0)
    meeting = models.CharField(max_length=5, choices=Meeting, default=Meeting.ROOM)
    meeting_where = models.CharField(max_length=500, blank=True, help_text="a link, a phone number or a few words")
    meeting_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    rooms_left = models.PositiveSmallIntegerField(
        default=0, help_text="how often somebody left: the room the platform makes gets a new name"
    )
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField(null=True, blank=True)
    nudge_at = models.DateTimeField(
        null=True, blank=True, help_text="when the one reminder to answer is due; none once sent"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["lapses_at"], name="connection_lapses", condition=Q(state="proposed")),
            models.Index(fields=["starts_at"], name="connection_starts"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_LEARNERS), name="connection_of_two_to_four"
            ),
            models.CheckConstraint(condition=~Q(state="ended") | ~Q(ended=""), name="connection_ended_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_live(self) -> bool:
        """Waiting for answers, open or agreed: it counts in limits."""
        return self.state != self.State.ENDED

    @property
    def ends_at(self) -> datetime | None:
        """When the session is over."""
        return self.starts_at + SESSION if self.starts_at else None


class Place(models.Model):
    """One person's part in a connection, and what they answered. Nobody is told who answered what but "not this
    time" (R37)."""

    class Part(models.TextChoices):
        SHARER = "sharer", pgettext_lazy("part", "sharer")
        LEARNER = "learner", pgettext_lazy("part", "learner")

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("answer", "not answered yet")
        YES = "yes", pgettext_lazy("answer", "yes")
        OTHER = "other", pgettext_lazy("answer", "other times")
        NO = "no", pgettext_lazy("answer", "not this time")

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=7, choices=Part)
    answer = models.CharField(max_length=5, choices=Answer, blank=True, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    questions = models.JSONField(default=list, blank=True, help_text="at most three a learner would like to ask")
    told_zone = models.CharField(max_length=64, blank=True, help_text="the clock on which the time was told last")
    told_offset = models.SmallIntegerField(
        null=True, blank=True, help_text="minutes that clock is ahead of UTC then; None: no entry in their calendar"
    )
    day_reminder_for = models.DateTimeField(null=True, blank=True, help_text="the session reminded of a day before")
    hour_reminder_for = models.DateTimeField(null=True, blank=True, help_text="the session reminded of an hour before")

    class Meta:
        ordering = ["-part", "id"]  # "sharer" before "learner"
        constraints = [
            models.UniqueConstraint(fields=["connection", "person"], name="place_once_a_person"),
            models.UniqueConstraint(fields=["connection"], condition=Q(part="sharer"), name="place_one_sharer"),
        ]
        indexes = [models.Index(fields=["person", "part"], name="place_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.connection_id}"


class ProposedTime(models.Model):
    """A concrete start (UTC) that may be chosen. `by` None: the round, or the platform from both people's hours."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["connection", "starts_at"], name="proposed_time_once")]

    def __str__(self) -> str:
        return self.starts_at.isoformat()


class TimeAnswer(models.Model):
    """This person can do this time."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="times")
    time = models.ForeignKey(ProposedTime, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "time"], name="time_answer_once")]

    def __str__(self) -> str:
        return f"{self.place_id} can {self.time_id}"


LIVE_ANSWERS = (Place.Answer.NONE, Place.Answer.YES, Place.Answer.OTHER)
