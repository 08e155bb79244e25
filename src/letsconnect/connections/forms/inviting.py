"""An invitation from one person to another: about what, in which language, when, and a few words."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letsconnect.connections.actions.inviting import Invitation
from letsconnect.connections.forms.answers import TimesForm
from letsconnect.connections.models import Connection
from letsconnect.connections.queries.choices import Choice, Day
from letsconnect.connections.queries.hours import zone_of
from letsconnect.connections.queries.inviting import Subject, Two, times_for

Kind = Connection.Kind


class InviteForm(TimesForm):
    """Filled in as far as the house knows; every choice can be changed. `once` makes a second press the same one."""

    words = forms.CharField(
        label=_("A few words"),
        help_text=_("What you would like to talk about, or need. They read this in the invitation."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, two: Two, asked: Mapping[str, str]) -> None:
        self.two, self.kind = two, Kind.RESOURCE if asked.get("kind") == Kind.RESOURCE else Kind.COFFEE
        days, self.ticked = times_for(two) if self.kind == Kind.COFFEE else ([], set())
        initial = {"topic": asked.get("topic", ""), "once": secrets.token_urlsafe(16)}
        super().__init__(data, days=days, zone=zone_of(two.me), initial=initial)
        self.fields["topic"] = forms.ChoiceField(
            label=_("Topic"), choices=[(s.topic.slug, _said(s)) for s in two.subjects]
        )
        if two.languages:
            self.fields["language"] = forms.ChoiceField(
                label=_("Interpretation between") if two.is_interpreted else _("Language"), choices=two.languages
            )

    def rows(self) -> list[tuple[Day, list[tuple[Choice, bool]]]]:
        """Each day with its times, and whether each is ticked: as sent, at first the few that suit best."""
        if self.is_bound:
            return super().rows()
        return [(day, [(choice, choice.value in self.ticked) for choice in day.choices]) for day in self.days]

    def clean(self) -> dict[str, Any]:
        if self.kind == Kind.COFFEE:
            return super().clean()
        return {**self.cleaned_data, "chosen": []}

    def invitation(self) -> Invitation:
        """What is asked, once it is valid."""
        given, language = self.cleaned_data, str(self.cleaned_data.get("language", ""))
        one, interpreted, other = language.partition("|")
        return Invitation(
            subject=next(s for s in self.two.subjects if s.topic.slug == given["topic"]),
            kind=self.kind,
            times=tuple(given["chosen"]),
            language="" if interpreted else language,
            interpreted=(one, other) if interpreted else None,
            words=given["words"],
            once=given["once"],
        )


def _said(subject: Subject) -> str:
    """The topic, and who shares it."""
    words = gettext("%(topic)s (they share)") if subject.i_learn else gettext("%(topic)s (you share)")
    return words % {"topic": subject.topic.label}
