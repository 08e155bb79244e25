"""Where we meet, and three questions."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from letsconnect.connections.models import Connection

Meeting = Connection.Meeting


class MeetingForm(forms.Form):
    """A room, a link, a phone number, or in writing."""

    meeting = forms.ChoiceField(label=_("How you meet"), choices=Meeting.choices, widget=forms.RadioSelect)
    where = forms.CharField(
        label=_("Your link, a phone number, or a few words"),
        help_text=_("Not needed for a room that we make. Only those who said yes see it."),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        meeting, where = data.get("meeting"), data.get("where", "").strip()
        if meeting == Meeting.LINK:
            self.require_a_link(where)
        elif meeting == Meeting.PHONE and not where:
            self.add_error("where", _("Write the number to call, or who calls whom."))
        return {**data, "where": where}

    def require_a_link(self, where: str) -> None:
        """A whole address of the web; others could do harm when pressed."""
        try:
            URLValidator(schemes=["http", "https"])(where)
        except forms.ValidationError:
            self.add_error("where", _("Write the whole link, beginning with https://"))
            return
        if urlsplit(where).username is not None:
            self.add_error("where", _("Write the link without a name or password in it."))


class QuestionsForm(forms.Form):
    """At most three; each may stay empty."""

    first = forms.CharField(label=_("First question"), max_length=300, required=False)
    second = forms.CharField(label=_("Second question"), max_length=300, required=False)
    third = forms.CharField(label=_("Third question"), max_length=300, required=False)

    @classmethod
    def starting(cls, questions: list[str]) -> dict[str, str]:
        """What the fields show first."""
        return dict(zip(cls.base_fields, questions, strict=False))

    def questions(self) -> list[str]:
        return [self.cleaned_data[name].strip() for name in self.base_fields]
