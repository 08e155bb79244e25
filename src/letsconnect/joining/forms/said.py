"""Adding a topic to share or to learn, and saying more about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letsconnect.joining.forms.register import LONGEST, PickForm
from letsconnect.joining.forms.steps import StepForm
from letsconnect.skills.models import Offer, Wish
from letsconnect.skills.models.offer import Willing
from letsconnect.skills.queries.nearest import nearest_topics


class AddTopicForm(PickForm):
    """One of the topics nearest to the words, any other, or the words themselves; without words, any topic."""

    def __init__(self, *args: Any, words: str, **options: Any) -> None:
        label = gettext("Which topic is it?")
        super().__init__(*args, words=words, nearest=nearest_topics(words), label=label, **options)
        if words:
            self.fields["words"] = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST, initial=words)
        else:
            del self.fields["pick"]
            self.fields["other"].required = True
            self.fields["other"].label = _("All topics")

    def picked(self) -> str:
        return super().picked() if self.words else self.cleaned_data["other"]


class LineForm(StepForm):
    """More about one line that was said; `line` is the offer or wish."""

    def __init__(self, *args: Any, line: Offer | Wish, **options: Any) -> None:
        self.line = line
        super().__init__(*args, person=line.person, **options)

    def starting_value(self, name: str) -> Any:
        return getattr(self.line, name)


class OfferForm(LineForm):
    keys = {"share_notes": "note", "shares": "written"}

    level = forms.TypedChoiceField(
        label=_("How well I know it"), choices=Offer.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What I did"),
        help_text=_("Two lines about what you tried and how it went. It need not have worked."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    one_to_one = forms.ChoiceField(label=_("I would share it over a cup of tea"), choices=Willing.choices)
    in_clinic = forms.ChoiceField(label=_("I would share it in a Learning Clinic"), choices=Willing.choices)
    written = forms.ChoiceField(label=_("I would share it in writing"), choices=Willing.choices)


class WishForm(LineForm):
    keys = {"wish_notes": "context", "wishes": "matters_on"}

    priority = forms.TypedChoiceField(
        label=_("How soon I need it"), choices=Wish.Priority.choices, coerce=int, widget=forms.RadioSelect
    )
    level = forms.TypedChoiceField(
        label=_("How far I want to go"), choices=Wish.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    context = forms.CharField(
        label=_("What it is for"),
        help_text=_("What you, or your group, are trying to do."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    stage = forms.ChoiceField(
        label=_("Where you are with it"), choices=[("", _("Not said")), *Wish.Stage.choices], required=False
    )
    matters_on = forms.DateField(
        label=_("A day by which it matters"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
