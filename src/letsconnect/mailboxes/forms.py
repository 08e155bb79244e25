"""How I want letters."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from letsconnect.mailboxes.letters import CAN_WAIT, KINDS
from letsconnect.mailboxes.models import Mailbox
from letsconnect.mailboxes.queries.mailboxes import channels_of, letters_stopped

PUBLIC = _("Talk pages are public: only “a letter waits for you” is written there, never names, topics or times.")


class LettersForm(forms.Form):
    """Which kinds come, by which way, and when."""

    letters = forms.MultipleChoiceField(
        label=_("Letters I like to get"),
        help_text=_(
            "Untick what you do not want. What you need to sign in, and answers to what you do here, always come."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    channel = forms.ChoiceField(label=_("How letters come"), widget=forms.RadioSelect)
    quiet_nights = forms.BooleanField(
        label=_("Nothing at night"),
        help_text=_("From 22:00 to 07:00 on your clock you get only answers to what you have just done."),
        required=False,
    )

    def __init__(self, data: Any, *, mailbox: Mailbox) -> None:
        stopped = letters_stopped(mailbox.person)
        said = {f"pace_{kind}": pace for kind, pace in mailbox.pace.items()}
        wanted = {"letters": [kind for kind in KINDS if kind not in stopped], "quiet_nights": mailbox.quiet_nights}
        super().__init__(data, initial={**wanted, **said, "channel": mailbox.channel})
        self.fields["letters"].choices = [(kind, capfirst(str(words))) for kind, words in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["letters"].silent = True  # type: ignore[attr-defined]  # ticks have no "optional" beside them
        for kind in [kind for kind in KINDS if kind in CAN_WAIT]:
            label = _("How often: %(kind)s") % {"kind": KINDS[kind]}
            self.fields[f"pace_{kind}"] = forms.ChoiceField(label=label, choices=Mailbox.Pace.choices)
        ways = [(channel.value, channel.label) for channel in channels_of(mailbox)]
        self.fields["channel"].choices = ways  # type: ignore[attr-defined]
        if Mailbox.Channel.WIKI in dict(ways):
            self.fields["channel"].help_text = PUBLIC
        if not ways:
            del self.fields["channel"]
        self.order_fields(["letters", *(f"pace_{kind}" for kind in KINDS)])

    def pace(self) -> dict[str, str]:
        return {kind: self.cleaned_data[f"pace_{kind}"] for kind in CAN_WAIT}
