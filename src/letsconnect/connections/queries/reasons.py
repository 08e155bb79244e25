"""Why people were brought together: the matchmaker's codes in words (R38's honesty: every suggestion says why)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letsconnect.ground.languages import language_name


def why(reasons: Iterable[dict[str, Any]]) -> list[str]:
    """The reasons a reader can use, in the language that is active. What the programme weighs inwardly (equity,
    costs) is not told: it would say something about a person."""
    found = []
    for reason in reasons:
        match reason.get("code"):
            case "shared_language":
                language = language_name(str(reason.get("language") or ""))
                found.append(_("You share a language: %(language)s.") % {"language": language})
            case "shared_hours":
                starts = int(reason.get("starts") or 0)
                text = ngettext(
                    "%(count)s time of the week suits you all.",
                    "%(count)s times of the week suit you all.",
                    starts,
                )
                found.append(text % {"count": starts})
            case "reciprocity":
                found.append(_("You could learn from each other: both of you share something the other wants."))
    return found
