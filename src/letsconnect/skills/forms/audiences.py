"""Who sees what, all on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Person
from letsconnect.skills.forms.steps import StepForm, audience_field


class AudiencesForm(StepForm):
    """One choice for each field."""

    keys = {key: key for key in FIELDS}

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, person=person, **options)
        for key, field in FIELDS.items():
            self.fields[f"{key}_audience"] = audience_field(person, key, label=field.label)


class ConfirmForm(forms.Form):
    """Imported profiles, once: which fields may be shown to members from now on."""

    agreed = forms.MultipleChoiceField(
        label=_("Members may see"),
        help_text=_("Untick what only you should see. You can change each line later."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(key, field.label) for key, field in FIELDS.items() if field.default == Audience.MEMBERS],
        required=False,
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed"].initial = list(self.keys_asked())
        self.person = person

    def keys_asked(self) -> list[str]:
        return [key for key, field in FIELDS.items() if field.default == Audience.MEMBERS]

    def audiences(self) -> dict[str, Audience]:
        """What was agreed to is seen by members; what was not, only by oneself; the rest by its default."""
        agreed = set(self.cleaned_data["agreed"])
        return {
            key: field.default if key in agreed or key not in self.keys_asked() else Audience.ME
            for key, field in FIELDS.items()
        }
