"""The sentences for what an import could not take: a whole file, a row, or an answer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.reading.refusing import Refused

REFUSALS: dict[str, Promise] = {
    "no_file": _("There is no readable file “%(about)s”; nothing was changed."),
    "no_report": _("The report cannot be written to “%(about)s”; nothing was changed."),
    "too_large": _("The file holds more than 50 MB, packed or unpacked; nothing was changed."),
    "not_a_table": _("This is not a table: save it as CSV (UTF-8) or XLSX and try again; nothing was changed."),
    "quotation_never_ends": _("A quotation mark in the file is never closed; nothing was changed."),
    "no_identity_column": _(
        "No column holds the Wikimedia username or the e-mail address: say which one does; nothing was changed."
    ),
    "unknown_column": _("The file has no column “%(about)s”; nothing was changed."),
    "unknown_field": _("“%(about)s” is not a field that a column can hold; nothing was changed."),
    "not_json": _("This is not a JSON file; nothing was changed."),
    "not_profiles": _("There is no list of profiles in this file; nothing was changed."),
}
REASONS: dict[str, Promise] = {
    "nobody_named": _("neither a username nor an e-mail address"),
    "other_number_of_cells": _("more or fewer cells than the header has"),
    "erased": _("this person asked to be forgotten; nothing was kept"),
    "moment_unreadable": _("the moment cannot be read"),
    "username_unreadable": _("this is not a Wikimedia username"),
    "email_unreadable": _("this is not an e-mail address"),
    "email_shared": _("this address belongs to somebody else"),
    "group_like_another": _("nearly the name of a group we know"),
    "role_unknown": _("a role we do not know"),
    "country_unknown": _("a country we do not know"),
    "language_unknown": _("a language we do not know, or more than its name"),
    "topic_own_words": _("their own words; no topic fits yet"),
    "hours_unclear": _("hours we do not understand"),
    "no_time_zone": _("hours, but no country to tell the time zone"),
    "answer_unclear": _("neither yes nor no"),
    "consent_unclear": _("not a clear yes, so nothing is published"),
    "too_long": _("too long for its field"),
    "not_asked": _("a column we do not use"),
    "said_otherwise": _("the person said something else here, which stays"),
}
FIELD_NAMES: dict[str, Promise] = {
    "timestamp": _("Moment of the answer"),
    "username": _("Wikimedia username"),
    "full_name": _("Full name"),
    "email": _("E-mail address"),
    "group": _("Group"),
    "role": _("Role in the group"),
    "country": _("Country"),
    "languages": _("Languages"),
    "learn": _("What I want to learn"),
    "share": _("What I can share"),
    "clinic": _("Would share in a clinic"),
    "one_to_one": _("Would meet one to one"),
    "hours": _("Free hours"),
    "consent": _("May be published on Meta"),
    "support": _("Support I need"),
    "conduct": _("Has read the policies"),
    "remarks": _("Other remarks"),
}


def sentence_for(refused: Refused) -> str:
    """Why the file was refused, in one sentence."""
    return str(REFUSALS[refused.code]) % {"about": refused.about.replace("\n", " ")[:200]}


def reason_for(code: str) -> str:
    return str(REASONS.get(code, code))
