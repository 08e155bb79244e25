"""What people know and want to learn: topics, offers, wishes; and what an import could not place."""

from .leftover import ImportFile, Leftover
from .offer import Offer, OwnWords, Suggestion, Willing, Wish
from .topic import Category, Topic

__all__ = ["Category", "ImportFile", "Leftover", "Offer", "OwnWords", "Suggestion", "Topic", "Willing", "Wish"]
