"""What somebody types who makes a token."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"), help_text=_("So that you know it again in a year."), max_length=100
    )
