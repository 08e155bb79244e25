"""Notes, links and files for the page of a connection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.conversations.models import SharedFile
from letsconnect.conversations.sniffing import ACCEPTED


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("A note for all of you"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class LinkForm(forms.Form):
    url = forms.URLField(label=_("Address"), max_length=1000, assume_scheme="https")
    title = forms.CharField(label=_("What it is called"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    credit = forms.CharField(
        label=_("Whose work it is"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("So that credit goes with it."),
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if not url.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address must begin with https:// or http://."))
        return url


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "At most 5 MB: PDF, pictures (PNG, JPEG), documents, plain text. Where and when a picture was taken is "
            "removed from it."
        ),
    )
    credit = forms.CharField(
        label=_("Whose work it is"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("So that credit goes with it."),
    )
    licence = forms.ChoiceField(label=_("How it may be used"), choices=SharedFile.Licence.choices)
