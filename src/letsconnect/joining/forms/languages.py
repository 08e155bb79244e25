"""Ranked languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import autonym, direction, language_name
from letsconnect.joining.forms.steps import StepForm
from letsconnect.people.models import SpokenLanguage
from letsconnect.reading.languages import language_of


class LanguagesForm(StepForm):
    """A language to add by any of its names, and the level of each there is."""

    keys = {"languages": "level"}

    language = forms.CharField(
        label=_("Add a language"),
        help_text=_("Its name in any language, or its code."),
        max_length=60,
        required=False,
    )
    level = forms.TypedChoiceField(
        label=_("How well"),
        choices=SpokenLanguage.Level.choices,
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].audience = None  # type: ignore[attr-defined]  # it stands beside the list
        self.ranked = list(self.person.languages.all())

    def starting_value(self, name: str) -> Any:
        return SpokenLanguage.Level.GOOD if name == "level" else ""

    def clean_language(self) -> str:
        words = self.cleaned_data["language"].strip()
        code = language_of(words) if words else ""
        if code is None:
            raise forms.ValidationError(
                _("We do not know a language by this name. Try its English name, or its code, such as “sw”.")
            )
        return code

    def level_said(self) -> int:
        """How well the language added is spoken."""
        return self.cleaned_data["level"] or SpokenLanguage.Level.GOOD

    def rows(self) -> list[dict[str, Any]]:
        """Each language with its level, as sent or as stored."""
        return [
            {
                "code": language.code,
                "name": language_name(language.code),
                "autonym": autonym(language.code),
                "direction": direction(language.code),
                "levels": [
                    (value, label, str(value) == self.data.get(f"level-{language.code}", str(language.level)))
                    for value, label in SpokenLanguage.Level.choices
                ],
            }
            for language in self.ranked
        ]

    def levels(self) -> dict[str, int]:
        """The levels that were changed on this page, by code."""
        sent = {language.code: self.data.get(f"level-{language.code}", "") for language in self.ranked}
        was = {code: self.data.get(f"initial-level-{code}", "") for code in sent}
        allowed = {str(value) for value in SpokenLanguage.Level.values}
        return {code: int(level) for code, level in sent.items() if level in allowed and level != was[code]}
