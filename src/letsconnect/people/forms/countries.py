"""Naming a country at risk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.people.queries.places import country_choices


class CountryAtRiskForm(forms.Form):
    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]  # see above
