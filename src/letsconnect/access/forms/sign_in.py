"""What one types to come in."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


def digits_of(words: str) -> str:
    """The digits in what was typed or pasted, in any script, without spaces and dashes."""
    return "".join(str(unicodedata.digit(letter)) for letter in words if letter.isdecimal())


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the letter"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        code = digits_of(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Please enter the six digits of the code."))
        return code


class FactorForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        return digits_of(self.cleaned_data["code"])
