"""Naming a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.folding import fold
from letsconnect.joining.forms.steps import CHOOSE, StepForm
from letsconnect.people.models import Person
from letsconnect.people.queries.groups import group_called, groups_like


class GroupForm(StepForm):
    """The group by name. A name we do not know, but with like ones, is asked about before a new group is made."""

    NEW = "new"
    keys = {"group": "name", "group_role": "group_role"}

    name = forms.CharField(
        label=_("My group"),
        help_text=_(
            "Affiliate, user group, or any group of people who work together; recognised or not. May stay empty."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "groups", "autocomplete": "off"}),
    )
    group_role = forms.ChoiceField(
        label=_("My part in it"), choices=[CHOOSE, *Person.GroupRole.choices], required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        typed = self.data.get("name", "").strip() if self.is_bound else ""
        if typed and not group_called(typed) and groups_like(typed):
            self.ask_which(typed)

    def ask_which(self, typed: str) -> None:
        """Let the visitor say which of the similar groups they mean, or that theirs is another."""
        like = [(group.slug, group.name) for group in groups_like(typed)]
        new = _("None of these: add my group as %(name)s") % {"name": f"\u2068{typed}\u2069"}
        self.fields["pick"] = forms.ChoiceField(
            label=_("Which group do you mean?"),
            choices=[*like, (self.NEW, new)],
            widget=forms.RadioSelect,
            error_messages={"required": _("We do not know a group with exactly this name. Choose one of these.")},
        )
        self.order_fields(["name", "pick"])

    def starting_value(self, name: str) -> Any:
        if name == "name":
            return self.person.group.name if self.person.group else ""
        return super().starting_value(name)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if name and not fold(name):
            raise forms.ValidationError(_("A group's name needs a letter or a number."))
        return name

    def group_name(self) -> str | None:
        """The name of the group meant; empty: no group; None: this was not changed."""
        if not self.was_changed("name"):
            return None
        pick = self.cleaned_data.get("pick")
        like = {group.slug: group.name for group in groups_like(self.cleaned_data["name"])} if pick else {}
        return like.get(pick or "", self.cleaned_data["name"])

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name == "group_role"}
