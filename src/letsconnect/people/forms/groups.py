"""What the team may type about a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letsconnect.people.actions.groups import GroupFacts
from letsconnect.people.models import Group
from letsconnect.people.queries.groups import group_called
from letsconnect.people.queries.places import country_choices


class FindGroupForm(forms.Form):
    q = forms.CharField(label=_("Name of a group"), required=False, max_length=200)


class EditGroupForm(forms.Form):
    """Name, short name, kind, country and other names, one on each line."""

    name = forms.CharField(label=_("Name"), max_length=200)
    acronym = forms.CharField(label=_("Short name"), max_length=30, required=False)
    kind = forms.ChoiceField(label=_("Kind of group"), choices=Group.Kind.choices)
    country = forms.ChoiceField(label=_("Country"), required=False)
    aliases = forms.CharField(
        label=_("Other names"),
        help_text=_("One on each line. People and files that use one of them mean this group."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=5000,
    )

    def __init__(self, data: Any, *, group: Group) -> None:
        said = {key: getattr(group, key) for key in ("name", "acronym", "kind", "country")}
        super().__init__(data, initial={**said, "aliases": "\n".join(group.aliases)})
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]

    def facts(self) -> GroupFacts:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        lines = (" ".join(line.split()) for line in said["aliases"].splitlines())
        return GroupFacts(
            name=" ".join(said["name"].split()),
            acronym=said["acronym"].strip(),
            kind=said["kind"],
            country=said["country"],
            aliases=tuple(line for line in lines if line),
        )


class MergeGroupForm(forms.Form):
    """Into which group; by its name, as the list says it."""

    into = forms.CharField(label=_("Is the same group as"), max_length=200)

    def clean_into(self) -> Group:
        found = group_called(self.cleaned_data["into"])
        if found is None:
            raise forms.ValidationError(gettext("No group is called so. Check the spelling, or look in the list."))
        return found
