"""Who sees what, all on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.joining.forms.steps import StepForm, audience_field
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Person


class AudiencesForm(StepForm):
    """One choice for each field."""

    keys = {key: key for key in FIELDS}

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, person=person, **options)
        for key, field in FIELDS.items():
            self.fields[f"{key}_audience"] = audience_field(person, key, label=field.label)


ASKED = [key for key, field in FIELDS.items() if field.default == Audience.MEMBERS]


class ConfirmForm(forms.Form):
    """Imported profiles, once: which fields members may see from now on. Ticked at first is only what the person
    agreed to when they registered in that file."""

    agreed = forms.MultipleChoiceField(
        label=_("Members may see"),
        help_text=_("What you leave unticked only the programme team sees. You can change each line at any time."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(key, FIELDS[key].label) for key in ASKED],
        required=False,
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed"].initial = [key for key in ASKED if getattr(person, f"{key}_audience") >= Audience.MEMBERS]
        self.person = person

    def audiences(self) -> dict[str, Audience]:
        """Of the fields asked about: what was agreed to is seen by members, or by everyone where the person has chosen
        so already; the rest by nobody wider than now or the team."""
        agreed = set(self.cleaned_data["agreed"])
        now = {key: Audience(getattr(self.person, f"{key}_audience")) for key in ASKED}
        return {
            key: max(now[key], Audience.MEMBERS) if key in agreed else min(now[key], Audience.TEAM) for key in ASKED
        }
