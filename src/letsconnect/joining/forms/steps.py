"""One small form for each step of a profile; each field with the choice of who may see it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.joining.forms.register import topic_choices
from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Person
from letsconnect.people.queries.audiences import label_of, seen_by, widest_for
from letsconnect.people.queries.places import REGION_NAMES, country_choices
from letsconnect.people.queries.zones import zone_choices
from letsconnect.skills.queries.catalogue import living_topics

CHOOSE = ("", _("Not said"))


def audience_choices(person: Person, key: str) -> list[tuple[int, Any]]:
    """The audiences the person may choose for this field, narrowest first."""
    return [(int(level), label_of(key, level)) for level in Audience if level <= widest_for(person, key)]


def audience_field(person: Person, key: str, label: Any = None) -> forms.TypedChoiceField:
    field = forms.TypedChoiceField(
        label=label or _("Who may see this: %(field)s") % {"field": FIELDS[key].label},
        choices=audience_choices(person, key),
        initial=getattr(person, f"{key}_audience"),
        coerce=int,
        required=False,
        empty_value=None,
    )
    field.show_hidden_initial = True
    field.silent = True  # type: ignore[attr-defined]  # no "optional" beside it: it always has a value
    return field


class StepForm(forms.Form):
    """The person's own fields, with the audience of each `key` after the last field that it covers.

    `facts()` and `audiences()` hold only what this page changed: what it showed is sent back with it, so that an old
    page in another tab never overwrites what was said since.
    """

    keys: dict[str, str] = {}  # field key -> the form field after which its audience stands

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        for name, field in self.fields.items():
            field.initial = self.starting_value(name)
            field.show_hidden_initial = not isinstance(field, forms.FileField)
        own = dict(self.fields)
        self.fields.clear()
        for name, field in own.items():
            self.fields[name] = field
            keys = [key for key, after in self.keys.items() if after == name]
            for key in keys:
                self.fields[f"{key}_audience"] = audience_field(person, key)
            if keys:  # beside the field stands who sees itself, not what follows from it
                field.audience = seen_by(person, keys[0])  # type: ignore[attr-defined]

    def starting_value(self, name: str) -> Any:
        return getattr(self.person, name)

    def was_changed(self, name: str) -> bool:
        """Whether the visitor changed what the page showed; where the page did not say what it showed: whether it
        was sent at all."""
        field, bound = self.fields[name], self[name]
        if bound.html_initial_name not in self.data and not isinstance(field.widget, forms.CheckboxInput):
            return bound.html_name in self.data or isinstance(field.widget, forms.CheckboxSelectMultiple)
        return bool(bound._has_changed())  # type: ignore[attr-defined]  # Django's own name for it

    def facts(self) -> dict[str, Any]:
        """Columns to save."""
        names = [name for name in self.fields if not name.endswith("_audience")]
        return {name: self.cleaned_data[name] for name in names if self.was_changed(name)}

    def audiences(self) -> dict[str, int]:
        """Who may see which field from now on."""
        chosen = {key: self.cleaned_data.get(f"{key}_audience") for key in self.keys}
        return {
            key: level for key, level in chosen.items() if level is not None and self.was_changed(f"{key}_audience")
        }


class NameForm(StepForm):
    keys = {"chosen_name": "chosen_name", "contact": "contact", "full_name": "full_name"}

    chosen_name = forms.CharField(
        label=_("Name I go by"),
        help_text=_("Any name you like. Without one, your Wikimedia username is shown."),
        max_length=100,
        required=False,
    )
    contact = forms.ChoiceField(
        label=_("How others may reach me"), choices=Person.Contact.choices, widget=forms.RadioSelect
    )
    full_name = forms.CharField(
        label=_("Full name"), help_text=_("Never needed. Empty it if you like."), max_length=1000, required=False
    )

    def clean_contact(self) -> str:
        contact = self.cleaned_data["contact"]
        if contact == Person.Contact.EMAIL and not self.person.email:
            raise forms.ValidationError(_("You have not told us an e-mail address yet."))
        return contact


class PlaceForm(StepForm):
    keys = {"country": "country", "region": "country", "time_zone": "time_zone"}

    country = forms.ChoiceField(label=_("Country"), help_text=_("Your region follows from it."), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Leave it empty and we take that of your country's capital."),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        zones, mine = zone_choices(), self.person.time_zone
        listed = {zone for _area, places in zones for zone, _city in places}
        self.fields["country"].choices = [CHOOSE, *country_choices()]  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            ("", _("That of my country's capital")),
            *zones,
            *([(mine, mine)] if mine and mine not in listed else []),
        ]


class LimitsForm(StepForm):
    keys = {"limits": "share_limit"}
    NUMBERS = [(number, str(number)) for number in range(5)]

    learn_limit = forms.TypedChoiceField(
        label=_("Conversations a month in which I learn"), choices=NUMBERS, coerce=int, widget=forms.RadioSelect
    )
    share_limit = forms.TypedChoiceField(
        label=_("Conversations a month in which I share"),
        help_text=_("0 means: not at the moment."),
        choices=NUMBERS,
        coerce=int,
        widget=forms.RadioSelect,
    )


class PracticalForm(StepForm):
    keys = {"low_bandwidth": "low_bandwidth", "support_needs": "support_needs", "remarks": "remarks"}

    low_bandwidth = forms.MultipleChoiceField(
        label=_("My connection"), choices=Person.Bandwidth.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    support_needs = forms.CharField(
        label=_("Support I need to take part"),
        help_text=_("For example mobile data, childcare, captions, a headset. Only the support team reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    remarks = forms.CharField(
        label=_("Anything else"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )


class RolesForm(StepForm):
    keys = {"roles_wished": "working_group_wish"}

    ambassador = forms.ChoiceField(
        label=_("I would like to be a Learning Ambassador"),
        help_text=_("Ambassadors help people of a region, or people interested in a topic, to find each other."),
        required=False,
    )
    working_group_wish = forms.ChoiceField(
        label=_("I would like to be in the Working Group"), choices=Person.WorkingGroup.choices, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ambassador"].choices = [  # type: ignore[attr-defined]
            ("", Person.Scope.NO.label),
            (Person.Scope.REGION.label, [(f"region:{code}", name) for code, name in REGION_NAMES.items()]),
            (
                Person.Scope.TOPIC.label,
                list(
                    {f"topic:{topic.slug}": (f"topic:{topic.slug}", str(topic)) for topic in living_topics()}.values()
                ),
            ),
        ]

    def starting_value(self, name: str) -> Any:
        person = self.person
        if name == "ambassador":
            return f"{person.ambassador_wish}:{person.ambassador_about}" if person.ambassador_wish else ""
        return getattr(person, name)

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        if "ambassador" in facts:
            facts["ambassador_wish"], _colon, facts["ambassador_about"] = facts.pop("ambassador").partition(":")
        return facts


STEP_FORMS: dict[str, type[StepForm]] = {
    "name": NameForm,
    "place": PlaceForm,
    "limits": LimitsForm,
    "practical": PracticalForm,
    "roles": RolesForm,
}
__all__ = ["STEP_FORMS", "StepForm", "topic_choices"]
