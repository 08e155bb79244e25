"""What an import looks things up in: the topics and the groups as they are now."""

from dataclasses import dataclass

from letsconnect.reading.groups import GroupBook
from letsconnect.reading.topics import TopicBook


@dataclass(frozen=True, slots=True)
class Books:
    """The names of all topics (found by slug) and of all groups (found by whatever the caller identifies them by)."""

    topics: TopicBook
    groups: GroupBook
