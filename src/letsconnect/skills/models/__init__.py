"""What people know and want to learn: topics, offers, wishes; and what an import could not place."""

from .leftover import ImportDraft, ImportFile, Leftover
from .offer import Offer, OwnWords, Suggestion, Willing, Wish
from .topic import Category, Topic

__all__ = [
    "Category",
    "ImportDraft",
    "ImportFile",
    "Leftover",
    "Offer",
    "OwnWords",
    "Suggestion",
    "Topic",
    "Willing",
    "Wish",
]
