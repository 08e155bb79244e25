"""The two answers, and what helps to find them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letsconnect.joining.queries.deeds import DEEDS
from letsconnect.skills.models import Topic
from letsconnect.skills.queries.catalogue import topics_by_category

LONGEST = 300


class TwoAnswersForm(forms.Form):
    """One thing I could share, one thing I want to learn; in any language."""

    share = forms.CharField(
        label=_("One thing I could share"),
        help_text=_("Any language. Small things count: something you tried, learned or got wrong."),
        max_length=LONGEST,
        error_messages={
            "required": _("Tell one thing you could share. Not sure? Follow “I have nothing to share” below.")
        },
    )
    learn = forms.CharField(
        label=_("One thing I want to learn"),
        help_text=_("Any language. Say it the way you would say it to a friend."),
        max_length=LONGEST,
        error_messages={"required": _("Tell one thing you want to learn.")},
    )

    def __init__(self, *args: Any, share_settled: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["share"].required = not share_settled


class PickForm(forms.Form):
    """Which topic the words mean: one of the nearest, any other, or none (the words stay)."""

    OWN = "own-words"
    OTHER = "other-topic"

    def __init__(self, *args: Any, words: str, nearest: list[Topic], label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = words
        self.fields["pick"] = forms.ChoiceField(
            label=label,
            choices=[
                *((topic.slug, str(topic)) for topic in nearest),
                (self.OWN, _("Keep my own words: %(words)s") % {"words": f"\u2068{words}\u2069"}),
                (self.OTHER, _("Another topic, chosen below")),
            ],
            initial=nearest[0].slug if nearest else self.OWN,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one of these.")},
        )
        self.fields["other"] = forms.ChoiceField(label=_("Another topic"), choices=topic_choices(), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("pick") == self.OTHER and not cleaned.get("other"):
            self.add_error("other", _("Choose a topic here, or keep your own words."))
        return cleaned

    def picked(self) -> str:
        """The slug of the topic picked; empty: the words stay. Whoever chose in the long list meant that."""
        pick = self.cleaned_data["pick"]
        return self.cleaned_data["other"] or ("" if pick == self.OWN else pick)


class DeedsForm(forms.Form):
    """What somebody did in the last year: ordinary deeds behind which stand topics."""

    did = forms.MultipleChoiceField(
        label=_("What did you do in the last year?"),
        help_text=_("On a wiki or beside it, alone or with others. Tick whatever is true, even if it was only once."),
        choices=[(deed.code, deed.words) for deed in DEEDS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one, or go on without.")},
    )


class ArrivalForm(forms.Form):
    """The last page of registering."""

    chosen_name = forms.CharField(
        label=_("Name I go by"),
        help_text=_("Any name you like; a real name is never needed. Without a name others cannot find you yet."),
        max_length=100,
        required=False,
    )
    agreed = forms.BooleanField(
        label=_("I have read the Universal Code of Conduct and the Friendly Space Policy and will follow them."),
        help_text=_("You can also do this later, on your own page."),
        required=False,
    )


def topic_choices() -> list[Any]:
    """All topics under their categories, for a select box."""
    grouped = [(str(one), [(topic.slug, str(topic)) for topic in topics]) for one, topics in topics_by_category()]
    return [("", pgettext_lazy("empty choice", "Choose")), *grouped]
