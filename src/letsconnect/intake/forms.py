"""What the team may choose when it brings in a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.intake.models import Leftover
from letsconnect.reading.columns import IDENTITY
from letsconnect.reading.files import LARGEST
from letsconnect.reading.refusing import Refused
from letsconnect.reading.wording import FIELD_NAMES, sentence_for


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet of registrations"),
        help_text=_("CSV or XLSX, at most 50 MB. You see what it means before anything changes."),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(sentence_for(Refused("too_large")))
        return file


class ColumnsForm(forms.Form):
    """For each column the field it holds; the first thing somebody wrote there is shown beside it."""

    def __init__(self, data: Any = None, *, header: list[str], samples: list[str], chosen: dict[str, str]) -> None:
        super().__init__(data)
        self.header = header
        choices = [("", _("not used: kept as it stands")), *FIELD_NAMES.items()]
        for place, name in enumerate(header):
            sample = samples[place]
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"\u2068{name}\u2069",
                choices=choices,
                initial=chosen.get(name, ""),
                required=False,
                help_text=_("For example: %(words)s") % {"words": f"\u2068{sample}\u2069"} if sample else "",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        used = [field for field in given.values() if field]
        for name, field in [*given.items()]:
            if field and used.count(field) > 1:
                self.add_error(name, _("Two columns cannot hold the same field."))
        if not set(IDENTITY) & set(used):
            self.add_error(None, _("Say which column holds the Wikimedia username or the e-mail address."))
        return given

    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"column_{place}"] for place, name in enumerate(self.header)}


class RowForm(forms.Form):
    """A row set aside, cell by cell under the file's columns."""

    def __init__(self, data: Any = None, *, leftover: Leftover) -> None:
        super().__init__(data)
        cells = leftover.cells
        for place, name in enumerate(leftover.file.header):
            self.fields[f"cell_{place}"] = forms.CharField(
                label=f"\u2068{name}\u2069",
                initial=cells[place] if place < len(cells) else "",
                widget=forms.Textarea(attrs={"rows": 1}),
                required=False,
                strip=False,
            )

    def cells(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]


class AnswerForm(forms.Form):
    """What was meant, in words we know."""

    words = forms.CharField(
        label=_("What did they mean?"),
        help_text=_("Write it in words we know, in any of our languages."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    as_written = forms.BooleanField(label=_("It is a group of its own, with exactly this name"), required=False)

    def __init__(self, data: Any = None, *, leftover: Leftover, offered: str = "") -> None:
        super().__init__(data, initial={"words": offered or leftover.value})
        if leftover.reason != "group_like_another":
            del self.fields["as_written"]
