"""Who may see which field of a person (R88): only me < team < members < everyone.

Pure: values in, yes or no out. Every page, filter, ordering, reason, count and API answer goes by this one rule:
a reader of rank r sees a field whose audience is at least r.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(IntEnum):
    """How wide a field is open; also the rank of a reader: the narrowest audience they belong to."""

    ME = 0
    TEAM = 1
    MEMBERS = 2
    EVERYONE = 3


AUDIENCE_LABELS: dict[Audience, Promise] = {
    Audience.ME: pgettext_lazy("audience", "only me"),
    Audience.TEAM: pgettext_lazy("audience", "the programme team"),
    Audience.MEMBERS: pgettext_lazy("audience", "members"),
    Audience.EVERYONE: pgettext_lazy("audience", "everyone"),
}


@dataclass(frozen=True)
class Field:
    """One thing a person may tell. `narrow`: of the team, only the support team sees it."""

    key: str
    label: Promise
    default: Audience
    widest: Audience = Audience.EVERYONE
    narrow: bool = False


def _fields(*fields: Field) -> dict[str, Field]:
    return {field.key: field for field in fields}


FIELDS: dict[str, Field] = _fields(
    Field("chosen_name", _("Name I go by"), Audience.MEMBERS),
    Field("username", _("Wikimedia username"), Audience.MEMBERS),
    Field("full_name", _("Full name"), Audience.TEAM),
    Field("email", _("E-mail address"), Audience.TEAM, Audience.MEMBERS, narrow=True),
    Field("contact", _("How to reach me"), Audience.MEMBERS),
    Field("group", _("Group"), Audience.MEMBERS),
    Field("group_role", _("Role in the group"), Audience.TEAM),
    Field("country", _("Country"), Audience.TEAM),
    Field("region", _("Region"), Audience.MEMBERS),
    Field("time_zone", _("Time zone"), Audience.TEAM),
    Field("languages", _("Languages"), Audience.MEMBERS),
    Field("shares", _("What I can share"), Audience.MEMBERS),
    Field("share_notes", _("Notes on what I can share"), Audience.MEMBERS),
    Field("wishes", _("What I want to learn"), Audience.MEMBERS),
    Field("wish_notes", _("Notes on what I want to learn"), Audience.TEAM),
    Field("hours", _("Hours in common"), Audience.MEMBERS, Audience.MEMBERS),
    Field("limits", _("How many connections a month"), Audience.TEAM),
    Field("low_bandwidth", _("Low-bandwidth needs"), Audience.TEAM),
    Field("roles_wished", _("Roles I would like to take"), Audience.TEAM),
    Field("support_needs", _("Support I need"), Audience.TEAM, Audience.TEAM, narrow=True),
    Field("remarks", _("Other remarks"), Audience.TEAM, Audience.TEAM),
)

# Columns of a person that are told together under one field; all others are fields of their own name.
KEY_OF_COLUMN = {
    "learn_limit": "limits",
    "share_limit": "limits",
    "never_nights": "hours",
    "ambassador_wish": "roles_wished",
    "ambassador_about": "roles_wished",
    "working_group_wish": "roles_wished",
}


@dataclass(frozen=True)
class Reader:
    """Who is reading. `rank` holds towards everybody; `regions` and `topics` are an ambassador's scope, where the
    reader counts as team. `support`: belongs to the support team. `safety`: belongs to Trust & Safety, who look after
    everybody's account. `holds_role`: has some part in the team's work. `person_id` is None for somebody signed out.
    `apart` holds the primary keys of those the reader is kept apart from: neither is there for the other, on whatever
    page."""

    rank: Audience = Audience.EVERYONE
    person_id: int | None = None
    support: bool = False
    safety: bool = False
    holds_role: bool = False
    regions: frozenset[str] = field(default_factory=frozenset)
    topics: frozenset[str] = field(default_factory=frozenset)
    apart: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_member(self) -> bool:
        return self.rank <= Audience.MEMBERS


STRANGER = Reader()


def rank_towards(reader: Reader, *, person_id: int, region: str = "", topics: frozenset[str] = frozenset()) -> Audience:
    """The reader's rank towards one person. Pass `region` and `topics` only as far as the team may see them."""
    if reader.person_id is not None and reader.person_id == person_id:
        return Audience.ME
    in_scope = region in reader.regions or not reader.topics.isdisjoint(topics)
    return min(reader.rank, Audience.TEAM) if in_scope else reader.rank


def may_see(key: str, audience: int, *, rank: Audience, support: bool = False) -> bool:
    """Whether a reader of this rank sees the field `key`, opened to `audience`."""
    if FIELDS[key].narrow and audience == Audience.TEAM and rank == Audience.TEAM:
        return support
    return audience >= rank
