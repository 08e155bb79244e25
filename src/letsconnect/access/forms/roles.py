"""Giving somebody a role."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.access.queries.accounts import person_named
from letsconnect.ground import clock
from letsconnect.people.models import Person, Role
from letsconnect.people.queries.places import REGION_NAMES


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class GrantForm(forms.Form):
    who = forms.CharField(label=_("Who"), max_length=255, help_text=_("Their Wikimedia username or e-mail address."))
    kind = forms.ChoiceField(label=_("Role"))
    region = forms.ChoiceField(label=_("Region"), required=False, help_text=_("For Learning Ambassadors."))
    topic = forms.SlugField(
        label=_("Topic"),
        required=False,
        max_length=80,
        help_text=_("For Learning Ambassadors instead of a region: the last part of the topic's address."),
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"), required=False, help_text=_("Empty: until further notice."))

    def __init__(self, *args: Any, kinds: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = {
            "kind": [(kind, Role.Kind(kind).label) for kind in kinds],
            "region": [("", "—"), *REGION_NAMES.items()],
        }
        for name, pairs in choices.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]  # both are ChoiceFields, above
        self.fields["starts_on"].initial = clock.today()

    def clean_who(self) -> Person:
        person = person_named(self.cleaned_data["who"])
        if person is None:
            raise forms.ValidationError(_("Nobody here has this name or address. Have they signed in once?"))
        return person

    def role(self) -> Role:
        """The role as it was put together, not saved."""
        said = self.cleaned_data
        facts = {name: said[name] for name in ("kind", "region", "topic", "starts_on", "ends_on")}
        return Role(person=said["who"], **facts)
