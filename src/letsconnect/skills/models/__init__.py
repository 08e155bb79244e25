"""What people know and want to learn: topics, offers, wishes."""

from .offer import Offer, OwnWords, Suggestion, Willing, Wish
from .topic import Category, Topic

__all__ = ["Category", "Offer", "OwnWords", "Suggestion", "Topic", "Willing", "Wish"]
