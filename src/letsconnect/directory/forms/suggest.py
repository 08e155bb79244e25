"""What a reviewer may type about what somebody could share."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letsconnect.skills.queries.catalogue import living_topics


class SuggestForm(forms.Form):
    topic = forms.ModelChoiceField(
        label=_("What could they share?"),
        queryset=living_topics(),
        empty_label=pgettext_lazy("empty choice", "Choose"),
        to_field_name="slug",
    )
    why = forms.CharField(
        label=_("Why do you think so?"),
        help_text=_("They read this. Tell them what you saw them do."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )
    source = forms.CharField(
        label=_("Where can one see it?"),
        help_text=_("A page, a report, a programme."),
        max_length=300,
        required=False,
    )
