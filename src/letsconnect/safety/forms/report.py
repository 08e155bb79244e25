"""What somebody may type who reports, or follows a report."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from letsconnect.safety.models import TeamKey
from letsconnect.safety.sealing import CODE_LETTERS, new_once, tidy_code

LONGEST = 20_000


class OnceForm(forms.Form):
    """A form whose button may be pressed twice."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, initial=new_once)

    def clean_once(self) -> str:
        """Ours, or a new one: a word that somebody else could know would open the report to them."""
        once = str(self.cleaned_data["once"])
        return once if re.fullmatch("[0-9a-f]{64}", once) else new_once()


class ReportForm(OnceForm):
    what = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words and language, as much or as little as you like."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        max_length=LONGEST,
    )
    where = forms.CharField(
        label=_("Where did it happen, or who is it about?"),
        help_text=_("A page, a meeting, a name or username."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        max_length=500,
        required=False,
    )
    safe = forms.ChoiceField(
        label=_("Are you safe now?"),
        choices=[
            ("", pgettext_lazy("am I safe now", "I would rather not say")),
            ("yes", pgettext_lazy("am I safe now", "Yes")),
            ("unsure", pgettext_lazy("am I safe now", "I am not sure")),
            ("no", pgettext_lazy("am I safe now", "No")),
        ],
        required=False,
    )
    reach = forms.CharField(
        label=_("May we contact you, and how?"),
        help_text=_("Only the people who read this will see it. Without it you can follow with a code."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        max_length=300,
        required=False,
    )
    not_these = forms.MultipleChoiceField(
        label=_("Who should not read this?"),
        help_text=_("These people may read reports. Tick those who are involved, or too close to who is."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, team: list[TeamKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["not_these"].choices = [(key.person.public_id, key.shown_as) for key in team]  # type: ignore[attr-defined]

    def words(self) -> dict[str, str]:
        """The answers that were given, by question."""
        return {key: self.cleaned_data[key] for key in ("what", "where", "safe", "reach") if self.cleaned_data[key]}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("16 letters and digits, as you were shown them."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
        max_length=40,
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if len(code) != CODE_LETTERS:
            raise forms.ValidationError(gettext("A code has 16 letters and digits. Please compare it with your note."))
        return code


class MoreForm(OnceForm):
    more = forms.CharField(
        label=_("Add something"),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        max_length=LONGEST,
    )
