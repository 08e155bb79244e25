"""Adding a connection by hand, and keeping two people apart."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letsconnect.access.queries.accounts import person_named
from letsconnect.matching.matchmaking.editing import Wanted, When
from letsconnect.people.models import Person
from letsconnect.rounds.models import Round


class AddForm(forms.Form):
    """A connection on one topic, of those in the round who share it and want it."""

    sharer = forms.ChoiceField(label=gettext_lazy("Who shares"))
    learners = forms.MultipleChoiceField(
        label=gettext_lazy("Who learns: one to three"), widget=forms.CheckboxSelectMultiple
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Time, on your clock"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1800}),
        help_text=gettext_lazy("Without one: the first time that suits them all."),
    )

    def __init__(self, *args: Any, round_: Round, topic: str, people: "Sides", **more: Any) -> None:
        super().__init__(*args, **more)
        self.round_, self.topic = round_, topic
        self.fields["sharer"].choices = people[0]  # type: ignore[attr-defined]  # a choice field, as declared above
        self.fields["learners"].choices = people[1]  # type: ignore[attr-defined]  # the same

    def clean_learners(self) -> list[str]:
        learners: list[str] = self.cleaned_data["learners"]
        if len(learners) > 3:
            raise forms.ValidationError(_("One to three."))
        return learners

    def clean_at(self) -> When | None:
        at: datetime | None = self.cleaned_data["at"]
        return slot_of(self.round_, at) if at is not None else None

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(given["sharer"], tuple(given["learners"]), self.topic, given["at"])


Sides = tuple[list[tuple[str, str]], list[tuple[str, str]]]


def slot_of(round_: Round, at: datetime) -> When:
    """The week and half-hour of a moment in the round; an error where it is no half-hour of it."""
    near = round_.monday.year - 1 <= at.year <= round_.monday.year + 1  # beyond, the calendar itself may end
    steps, rest = divmod(at.astimezone(UTC) - round_.monday, timedelta(minutes=30)) if near else (-1, 0)
    week, slot = divmod(steps, 336)
    if rest or not 0 <= week < round_.weeks:
        raise forms.ValidationError(_("Choose a half-hour in the weeks of the round."))
    return week, slot


class ApartForm(forms.Form):
    """Two people who are not to meet in this round."""

    one = forms.CharField(label=gettext_lazy("Username or e-mail address"), max_length=255)
    other = forms.CharField(label=gettext_lazy("Username or e-mail address of the other"), max_length=255)

    def clean_one(self) -> Person:
        return _named(self.cleaned_data["one"])

    def clean_other(self) -> Person:
        return _named(self.cleaned_data["other"])

    def two(self) -> tuple[str, str]:
        """Their public ids."""
        return self.cleaned_data["one"].public_id, self.cleaned_data["other"].public_id


def _named(words: str) -> Person:
    person = person_named(words)
    if person is None:
        raise forms.ValidationError(_("Nobody here is called that."))
    return person
