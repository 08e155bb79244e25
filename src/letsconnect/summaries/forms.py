"""The brief summary: three short lines, any one of which is enough."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import INTERFACE, language_name
from letsconnect.summaries.actions import Words
from letsconnect.summaries.models import Summary


class LineField(forms.CharField):
    """One short line of plain words."""

    silent = True  # no "optional" beside it: the page says that one line is enough

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
        super().__init__(required=False, max_length=600, widget=widget, **kwargs)


class SummaryForm(forms.Form):
    """`happened` is the button that was pressed; `seen` is the version the page showed."""

    came_of_it = LineField(label=_("What came of it?"))
    did_not_work = LineField(label=_("What did not work?"))
    next_step = LineField(label=_("What next?"))
    language = forms.ChoiceField(label=_("Language of these words"))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, summary: Summary | None, languages: Iterable[str], **kwargs: Any) -> None:
        here = get_language() or "en"
        initial = {name: getattr(summary, name, "") for name in ("came_of_it", "did_not_work", "next_step")}
        start = {**initial, "language": (summary and summary.language) or here}
        super().__init__(*args, **kwargs)
        self.initial = {**start, "seen": summary.version if summary else 0}
        codes = dict.fromkeys([start["language"], here, *languages, *INTERFACE])
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]  # type: ignore[attr-defined]

    def words(self) -> Words:
        """What was typed; "we tried and it did not happen" is a button of its own."""
        facts = {name: self.cleaned_data[name] for name in ("came_of_it", "did_not_work", "next_step", "language")}
        return Words(happened=self.data.get("happened") != "no", **facts)
