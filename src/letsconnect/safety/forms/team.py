"""What the case team may type."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    validate_password,
)
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letsconnect.safety.forms.report import LONGEST, OnceForm
from letsconnect.safety.models import Report, TeamKey

STRONG: list[Any] = [MinimumLengthValidator(12), CommonPasswordValidator(), NumericPasswordValidator()]


def passphrase_field(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "off"}),
    )


class NewPassphraseForm(forms.Form):
    """A new passphrase, typed twice."""

    passphrase = passphrase_field(
        _("Passphrase"), new=True, help_text=_("Four or five words that nobody would expect together.")
    )
    again = passphrase_field(_("The same passphrase again"), new=True)

    def clean_passphrase(self) -> str:
        passphrase = str(self.cleaned_data["passphrase"])
        validate_password(passphrase, password_validators=STRONG)
        return passphrase

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if "passphrase" in facts and facts["passphrase"] != facts.get("again"):
            self.add_error("again", gettext("These two differ."))
        return facts


class KeyForm(NewPassphraseForm):
    shown_as = forms.CharField(
        label=_("Name shown to people who report"),
        help_text=_("Everyone can see it, so that people can leave you out. Add your group, if you have one."),
        max_length=200,
    )
    field_order = ("shown_as", "passphrase", "again")


class ChangePassphraseForm(NewPassphraseForm):
    old = passphrase_field(_("The passphrase you have now"))
    field_order = ("old", "passphrase", "again")


class PassphraseForm(forms.Form):
    passphrase = passphrase_field(_("Your passphrase"))


class AnswerForm(OnceForm):
    text = forms.CharField(
        label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}), max_length=LONGEST
    )


class StatusForm(forms.Form):
    status = forms.ChoiceField(label=_("Status"), choices=Report.Status.choices)
    keep = forms.BooleanField(
        label=_("Keep it although it is closed"),
        help_text=_("Otherwise it is deleted a year after it was closed."),
        required=False,
    )


class ShareForm(PassphraseForm):
    key = forms.ModelChoiceField(label=_("Who should read it too?"), queryset=TeamKey.objects.none())
    field_order = ("key", "passphrase")

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].queryset = choices  # type: ignore[attr-defined]
