"""What is true of people: who they are, their group, languages, consent, roles."""

from .block import Block
from .calendar import CalendarFeed
from .consent import Change, Consent, Erased
from .group import Group
from .mailbox import Mailbox
from .person import CountryAtRisk, Person, SpokenLanguage
from .role import ClaimLink, Role
from .session import Session

__all__ = [
    "Block",
    "CalendarFeed",
    "Change",
    "ClaimLink",
    "Consent",
    "CountryAtRisk",
    "Erased",
    "Group",
    "Mailbox",
    "Person",
    "Role",
    "Session",
    "SpokenLanguage",
]
