"""What the team may type about a heading of the topic table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import INTERFACE, autonym, direction
from letsconnect.skills.models import Category


class HeadingForm(forms.Form):
    """The name in each language of the interface; English is asked for."""

    def __init__(self, data: Any, *, heading: Category | None = None) -> None:
        labels = heading.labels if heading else {}
        super().__init__(data, initial={f"label_{code}": text for code, text in labels.items()})
        for code in INTERFACE:
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": autonym(code)},
                widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
                max_length=120,
                required=code == "en",
            )

    def labels(self) -> dict[str, str]:
        """Language code to name, once it is valid."""
        return {code: self.cleaned_data[f"label_{code}"] for code in INTERFACE}
