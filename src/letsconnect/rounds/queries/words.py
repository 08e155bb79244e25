"""The matchmaker's codes in words for the team."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letsconnect.ground.languages import language_name
from letsconnect.matching.queries.names import names_for_team

Json = dict[str, Any]

BROKEN: dict[str, Promise] = {
    "two_to_four": gettext_lazy("A conversation is for one sharer and one to three learners, all different."),
    "two_different": gettext_lazy("Name two different people."),
    "unknown": gettext_lazy("%(people)s: not in this round."),
    "does_not_share": gettext_lazy("%(people)s: does not share this topic in this round."),
    "does_not_want": gettext_lazy("%(people)s: does not want to learn this topic in this round."),
    "own_group_only": gettext_lazy("%(people)s: of the same group; a round brings different groups together."),
    "already_met": gettext_lazy("%(people)s: have met, or will."),
    "level": gettext_lazy("%(people)s: the learner seeks more than the sharer has experience with."),
    "blocked": gettext_lazy("%(people)s: cannot be brought together in this round."),
    "no_common_language": gettext_lazy("%(people)s: no language in common, and no interpreter left for them."),
    "no_common_hours": gettext_lazy("%(people)s: no free time in common in these weeks."),
    "not_free": gettext_lazy("%(people)s: not all of them are free then."),
    "share_limit": gettext_lazy("%(people)s: shares as often this month as they wish to already."),
    "learn_limit": gettext_lazy("%(people)s: has as many conversations this month as they wish for already."),
    "twice": gettext_lazy("%(people)s: is in another connection on this topic already."),
    "meets_already": gettext_lazy("%(people)s: meet in another connection of this round already."),
}

WAITING: dict[str, Promise] = {
    "no_sharer": gettext_lazy("Nobody in this round shares it."),
    "own_group_only": gettext_lazy("Only people of their own group share it."),
    "already_met": gettext_lazy("They have met everybody who shares it."),
    "level": gettext_lazy("Nobody who shares it has the experience they look for."),
    "blocked": gettext_lazy("Whoever is left cannot be brought together with them."),
    "no_common_language": gettext_lazy("No language in common with those who share it, and no interpreter."),
    "no_common_hours": gettext_lazy("No free time in common with those who share it."),
    "sharers_full": gettext_lazy("Everybody who shares it has as many conversations as they wish for."),
    "learn_limit_reached": gettext_lazy("They have as many conversations this month as they wish for."),
    "learn_limit_zero": gettext_lazy("They wish for no conversation as a learner this month."),
    "outweighed": gettext_lazy("Other connections together serve more people."),
}
PHASES: dict[str, Promise] = {
    "gathering": gettext_lazy("Gathering everybody's hours and wishes"),
    "listing": gettext_lazy("Writing out who could meet whom"),
    "proving": gettext_lazy("Proving that nothing better exists"),
    "placing": gettext_lazy("Giving each connection its time"),
}


def broken_in_words(code: str, people: Sequence[str] = ()) -> str:
    """A broken rule as a sentence."""
    names = names_for_team(people)
    return str(BROKEN[code]) % {"people": ", ".join(names[one] for one in people)}


def phase_in_words(phase: str) -> str:
    """What the matchmaker is at."""
    return str(PHASES.get(phase, gettext_lazy("Looking for the best plan")))


def gap_in_words(plan: Json) -> str:
    """How far the proposal is from the best there could be; proved, not guessed."""
    if plan["value"] >= plan["bound"]:
        return _("Nothing better exists: this is proved.")
    percent = 100 * (plan["bound"] - plan["value"]) / max(plan["bound"], 1)
    shown = "%.1f" % percent if percent >= 0.1 else "0.1"  # noqa: UP031 -- a number, worded below
    return _("Within %(percent)s %% of the best possible plan: this is proved.") % {"percent": shown}


def reasons_in_words(facts: Json) -> list[str]:
    """Why these people. What the programme weighs inwardly is not told: it would say something about a person."""
    found = [line for reason in facts["reasons"] if (line := _reason_in_words(reason))]
    learners = len(facts["learners"])
    if learners > 1:
        text = ngettext("%(count)s person wants to learn it.", "%(count)s people want to learn it.", learners)
        found.append(text % {"count": learners})
    if facts["interpretation"]:
        found.append(_("It takes one booking of an interpreter."))
    return found


def _reason_in_words(reason: Json) -> str:
    match reason["code"]:
        case "shared_language":
            return _("They share a language: %(language)s.") % {"language": language_name(reason["language"])}
        case "shared_hours":
            starts = reason["starts"]
            text = ngettext(
                "%(count)s time of the week suits them all.", "%(count)s times of the week suit them all.", starts
            )
            return text % {"count": starts}
        case "reciprocity":
            return _("They could learn from each other: both share something the other wants.")
    return ""
