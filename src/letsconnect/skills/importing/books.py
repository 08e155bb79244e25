"""What an import looks things up in: the topics and the groups as they are now."""

from dataclasses import dataclass

from letsconnect.skills.importing.groups import GroupBook, shipped_groups
from letsconnect.skills.importing.topics import TopicBook, shipped_topics


@dataclass(frozen=True, slots=True)
class Books:
    """The names of all topics (found by slug) and of all groups (found by whatever the caller identifies them by)."""

    topics: TopicBook
    groups: GroupBook


def shipped_books() -> Books:
    """The topics and affiliates as we ship them."""
    return Books(shipped_topics(), shipped_groups())
