"""An invitation as somebody writes it: what about, how, when, in which language."""

import re
import secrets
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letsconnect.connections.forms.answers import TimesForm
from letsconnect.connections.models import Connection
from letsconnect.ground.languages import language_name
from letsconnect.inviting.queries.cluster import Other
from letsconnect.inviting.queries.inviting import BETWEEN, LEARN, About, Invitable, Spoken

Kind = Connection.Kind


NOT_SO: dict[str, Promise] = {
    Kind.COFFEE: gettext_lazy("They do not share this in a conversation. You can ask for a resource."),
    Kind.RESOURCE: gettext_lazy("They do not share this in writing. You can ask for a conversation."),
}


def new_intent() -> str:
    """A key for one intent: a page sent twice makes one thing."""
    return secrets.token_hex(16)


class IntentForm(forms.Form):
    """A form whose button may be pressed twice."""

    intent = forms.CharField(widget=forms.HiddenInput, required=False, initial=new_intent)

    def clean_intent(self) -> str:
        """Ours, or a new one."""
        intent = str(self.cleaned_data["intent"])
        return intent if re.fullmatch("[0-9a-f]{32}", intent) else new_intent()


class InviteForm(IntentForm, TimesForm):
    """Invite somebody; times are needed for a conversation, not for a resource."""

    about = forms.ChoiceField(label=gettext_lazy("What about?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("How?"), choices=Kind.choices, initial=Kind.COFFEE, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language?"), required=False)
    words = forms.CharField(
        label=gettext_lazy("A few words"),
        help_text=gettext_lazy("What would you like to talk about or get? They read it in the invitation."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
    )
    others = forms.MultipleChoiceField(
        label=gettext_lazy("Would others like to join?"),
        help_text=gettext_lazy(
            "They want to learn the same, in this language, and are usually free when you two are. Each says for "
            "themselves whether they come."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Somebody you ticked wants to learn something else, or cannot come any more. Look who fits now."
            )
        },
    )
    field_order = ("about", "kind", "language", "words", "others")

    def __init__(self, *args: Any, to: Invitable, **options: Any) -> None:
        super().__init__(*args, days=to.days, **options)
        self.best = set(to.best)
        self.abouts = {about.value: about for about in to.abouts}
        self.fields["about"].choices = [(about.value, in_words(about)) for about in to.abouts]  # type: ignore[attr-defined]
        self.fields["language"].choices = [(BETWEEN.join(one), spoken(one)) for one in to.languages]  # type: ignore[attr-defined]

        self.fields["others"].choices = [(one.person.public_id, who_joins(one)) for one in to.others]  # type: ignore[attr-defined]
        if self.is_bound and "others" in self.data:
            self.fields["times"].error_messages["invalid_choice"] = _(
                "A time you ticked does not suit all of you. These do; tick one of them."
            )

    def clean_kind(self) -> str:
        """A way in which who shares it does share it."""
        kind = str(self.cleaned_data["kind"])
        about = self.abouts.get(self.cleaned_data.get("about", ""))
        if about is not None and kind in about.not_so:
            raise forms.ValidationError(str(NOT_SO[kind]))
        return kind

    def clean_others(self) -> list[str]:
        """Asked along to a conversation only."""
        ticked = list(self.cleaned_data["others"])
        if ticked and self.cleaned_data.get("kind") == Kind.RESOURCE:
            raise forms.ValidationError(_("A resource goes to one person: untick the others, or choose to talk."))
        return ticked

    def is_ticked(self, value: str) -> bool:
        """As sent; at first the times that suit best."""
        return super().is_ticked(value) if self.is_bound else value in self.best

    def needs_times(self) -> bool:
        return bool(self.cleaned_data.get("kind") != Kind.RESOURCE)

    def languages(self) -> Spoken:
        """The language, or the two to interpret between, or none."""
        return tuple(filter(None, self.cleaned_data["language"].split(BETWEEN)))


def who_joins(other: Other) -> str:
    """Who it is: the name, with the group or the region where the reader sees it."""
    profile = other.card.profile
    told = [text for text in (profile.name, profile.group, profile.region_name) if text]
    return format_html_join(" · ", "<bdi>{}</bdi>", [(text,) for text in told])


def in_words(about: About) -> str:
    """What to meet about, with who learns."""
    words = _("Learn from them: %(topic)s") if about.side == LEARN else _("Share with them: %(topic)s")
    return words % {"topic": about.topic.label}


def spoken(languages: Spoken) -> str:
    """A language, or two with interpretation."""
    names = [language_name(code) for code in languages]
    if len(names) == 1:
        return names[0]
    return _("%(one)s and %(other)s: ask for interpretation") % {"one": names[0], "other": names[1]}
