"""What is true of people: who they are, their group, languages, consent, roles."""

from .block import Block
from .consent import Change, Consent, Erased
from .group import Group
from .person import CountryAtRisk, Person, SpokenLanguage
from .role import ClaimLink, Role
from .session import Session

__all__ = [
    "Block",
    "Change",
    "ClaimLink",
    "Consent",
    "CountryAtRisk",
    "Erased",
    "Group",
    "Person",
    "Role",
    "Session",
    "SpokenLanguage",
]
