"""The editor of the programme's words: each text in every language, side by side."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import INTERFACE, autonym, direction
from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.self_check import UnreadableRule, read_rule, write_rule

Kind = Passage.Kind
SHORT = frozenset({Kind.ANSWER})


class AddressField(forms.URLField):
    """A web address; https where no scheme was typed."""

    def __init__(self, **kwargs: Any):
        super().__init__(assume_scheme="https", **kwargs)


class LanguagesForm(forms.Form):
    """Base: adds one field a language for a text, and gathers them again."""

    def add_texts(
        self, name: str, label: str | Promise, texts: dict[str, str], field: type[forms.Field], **widget: Any
    ) -> None:
        for code in INTERFACE:
            attrs = {"lang": code, "dir": "ltr" if field is AddressField else direction(code), **widget}
            kind = forms.Textarea if "rows" in widget else field.widget
            self.fields[f"{name}_{code}"] = field(
                label=f"{label} ({autonym(code)})",
                required=False,
                initial=texts.get(code, ""),
                widget=kind(attrs=attrs),
            )

    def texts(self, name: str) -> dict[str, str]:
        """Language code -> what was typed, without the empty ones."""
        typed = {code: self.cleaned_data.get(f"{name}_{code}", "").strip() for code in INTERFACE}
        return {code: text for code, text in typed.items() if text}

    def need_one(self, name: str) -> None:
        if not self.texts(name):
            self.add_error(f"{name}_en", _("Write it in at least one language."))


class PassageForm(LanguagesForm):
    """One passage. Which fields it has depends on the kind."""

    def __init__(self, *args: Any, passage: Passage, known: dict[str, list[str]], places: list[Passage], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.passage, self.known = passage, known
        self.add_texts("title", _("Title"), passage.title, forms.CharField, maxlength=300)
        if passage.kind not in SHORT:
            self.add_texts("body", _("Text"), passage.body, forms.CharField, rows=3)
        if passage.kind in (Kind.PLACE, Kind.ORIGIN):
            self.add_texts("link", _("Address"), passage.link, AddressField)
        if passage.kind == Kind.MILESTONE:
            self.add_days()
        if passage.kind == Kind.OUTCOME:
            self.add_rule(places)
        if passage.pk is None:
            self.fields["slug"] = forms.SlugField(
                label=_("Short name"),
                required=False,
                max_length=60,
                help_text=_("Latin letters, digits and hyphens; rules of the self-check use it. Empty: a number."),
            )

    def add_days(self) -> None:
        for name, label in (("starts_on", _("First day")), ("ends_on", _("Last day (empty: still going on)"))):
            self.fields[name] = forms.DateField(
                label=label,
                required=name == "starts_on",
                initial=getattr(self.passage, name),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def add_rule(self, places: list[Passage]) -> None:
        self.fields["verdict"] = forms.ChoiceField(
            label=_("What it means"), choices=Passage.Verdict.choices, initial=self.passage.verdict
        )
        self.fields["when"] = forms.CharField(
            label=_("When it applies"),
            required=False,
            initial=write_rule(self.passage.when),
            widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
            help_text=_(
                "One possibility a line, for example: group = no; aim = self, both. All parts of a line must fit; "
                "one fitting line is enough. Left empty, it always applies."
            ),
        )
        self.fields["places"] = forms.MultipleChoiceField(
            label=_("Places to point to"),
            required=False,
            choices=[(place.slug, str(place)) for place in places],
            initial=self.passage.places,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_when(self) -> list[dict[str, list[str]]]:
        try:
            return read_rule(self.cleaned_data["when"], self.known)
        except UnreadableRule as unreadable:
            message = _("This line names a question or an answer that is not there: %(line)s")
            raise forms.ValidationError(message, params={"line": unreadable.line}) from unreadable

    def clean(self) -> dict[str, Any]:
        self.need_one("title")
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first."))
        return self.cleaned_data

    def changes(self) -> dict[str, Any]:
        """What the form says, as `change_passage` takes it."""
        texts: dict[str, Any] = {
            name: self.texts(name) for name in ("title", "body", "link") if f"{name}_en" in self.fields
        }
        plain = [name for name in ("starts_on", "ends_on", "verdict", "when", "places") if name in self.fields]
        return texts | {name: self.cleaned_data[name] for name in plain}

    def as_new(self) -> Passage:
        """The passage as typed, not saved."""
        for name, value in self.changes().items():
            setattr(self.passage, name, value)
        self.passage.slug = self.cleaned_data.get("slug", "")
        return self.passage


class NewPhaseForm(LanguagesForm):
    """The name of a phase."""

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.add_texts("name", _("Name"), phase.name, forms.CharField, maxlength=200)

    def clean(self) -> dict[str, Any]:
        self.need_one("name")
        return self.cleaned_data


class PhaseForm(NewPhaseForm):
    """The name, and where the public discussion takes place."""

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any):
        super().__init__(*args, phase=phase, **kwargs)
        self.fields["discussion_url"] = AddressField(
            label=_("Page for public discussion"), required=False, initial=phase.discussion_url
        )
