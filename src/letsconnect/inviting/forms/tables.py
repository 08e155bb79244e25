"""A table as a sharer offers it: topic, dates on their own clock, places, language, a few words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letsconnect.connections.forms.answers import TimesForm
from letsconnect.connections.models.connection import MOST_LEARNERS
from letsconnect.ground.languages import language_name
from letsconnect.inviting.forms.inviting import IntentForm
from letsconnect.skills.models import Topic


class TableForm(IntentForm, TimesForm):
    """One to four dates; each becomes a table of its own."""

    most = 4
    how_many = _("Choose one to four different dates.")

    topic = forms.ChoiceField(label=_("What do you talk about?"))
    seats = forms.TypedChoiceField(
        label=_("Places for learners"),
        choices=[(number, number) for number in range(1, MOST_LEARNERS + 1)],
        coerce=int,
        initial=MOST_LEARNERS,
    )
    language = forms.ChoiceField(label=_("In which language?"), required=False)
    words = forms.CharField(
        label=_("A few words"),
        help_text=_("What people can expect. Members read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    field_order = ("topic", "seats", "language", "words")

    def __init__(self, *args: Any, topics: Sequence[Topic], languages: Sequence[str], **options: Any) -> None:
        super().__init__(*args, days=(), **options)
        for name in ("day_1", "time_1"):
            self.fields[name].silent = True  # type: ignore[attr-defined]  # one date is needed, whichever
        self.fields["topic"].choices = [(topic.slug, str(topic)) for topic in topics]  # type: ignore[attr-defined]
        self.fields["language"].choices = [(code, language_name(code)) for code in languages]  # type: ignore[attr-defined]
