"""The lines of the consent ledger in words."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letsconnect.people.audience import AUDIENCE_LABELS, FIELDS
from letsconnect.people.models import Consent
from letsconnect.people.queries.audiences import OFF_THE_LIST
from letsconnect.people.queries.policies import POLICIES

WHAT: dict[str, Promise] = {
    **{policy.what: policy.name for policy in POLICIES},
    "publish": _("Publishing my profile on Meta-Wiki"),
    "profile": _("My profile"),
    "letters": _("Letters nobody asked for"),
}
CHOICES: dict[str, Promise] = {
    "yes": pgettext_lazy("consent", "agreed"),
    "no": pgettext_lazy("consent", "not agreed, or taken back"),
    "all": pgettext_lazy("consent", "what members can see"),
    "username_topics": pgettext_lazy("consent", "only username and topics"),
    "none": pgettext_lazy("consent", "nothing"),
    "confirmed": pgettext_lazy("consent", "confirmed as right"),
    **{level.name.lower(): label for level, label in AUDIENCE_LABELS.items()},
}

HOWS: dict[str, Promise] = {
    "page": pgettext_lazy("consent", "on this site"),
    "register": pgettext_lazy("consent", "when joining"),
    "confirming": pgettext_lazy("consent", "when confirming the profile"),
    "link in a letter": pgettext_lazy("consent", "by a link in a letter"),
    OFF_THE_LIST: pgettext_lazy("consent", "by the site, until you choose again: your country is no longer hidden"),
    "country at risk": pgettext_lazy("consent", "by the site, for safety in that country"),
}


class Line(NamedTuple):
    """One line as the page shows it."""

    what: str
    choice: str
    how: str
    consent: Consent


def in_words(line: Consent) -> Line:
    """What was chosen, in words; codes we have no words for stay as they are."""
    kind, _colon, key = line.what.partition(":")
    what = FIELDS[key].label if kind == "audience" and key in FIELDS else WHAT.get(kind, line.what)
    return Line(str(what), str(CHOICES.get(line.choice, line.choice)), str(HOWS.get(line.how, line.how)), line)
