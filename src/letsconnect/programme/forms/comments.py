"""Private words to the team."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("What would you like to tell us?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("An idea, a worry, something that did not work: any language is fine."),
    )
    reply_to = forms.EmailField(
        label=_("E-mail address, if you would like an answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        help_text=_("Only the team sees it, and only uses it to answer you."),
    )
