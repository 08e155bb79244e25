"""Pausing, publishing, leaving."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.ground import clock

LONGEST_PAUSE = timedelta(days=366)


def first_of_next_month() -> date:
    """Until when "not this month" lasts."""
    return (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)


class PauseForm(forms.Form):
    """Until which day nobody should be proposed to me."""

    paused_until = forms.DateField(
        label=_("Not before"),
        help_text=_("Until that day you are not proposed to anybody. Your page stays, and says that you take a break."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_paused_until(self) -> Any:
        day = self.cleaned_data["paused_until"]
        if not clock.today() <= day <= clock.today() + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day within the next year."))
        return day


class PublishForm(forms.Form):
    """How much of the profile may be published on Meta-Wiki."""

    publish = forms.ChoiceField(
        label=_("May the programme publish my profile on Meta-Wiki?"),
        choices=[
            ("all", _("Yes, what members can see")),
            ("username_topics", _("Yes, but only my username and topics")),
            ("none", _("No")),
        ],
        widget=forms.RadioSelect,
    )


class EraseForm(forms.Form):
    """The last question before everything is gone."""

    sure = forms.BooleanField(
        label=_("Yes, erase everything about me. I know that nobody can bring it back."),
        error_messages={"required": _("Tick this box if you are sure.")},
    )
