"""Topics and groups as the house ships them, to look words up in without a database."""

from letsconnect.people.facts import affiliates
from letsconnect.reading.books import Books
from letsconnect.reading.groups import GroupBook
from letsconnect.reading.topics import TopicBook
from letsconnect.skills.facts import topics


def shipped_topics() -> TopicBook:
    return TopicBook((topic.slug, topic.names()) for topic in topics())


def shipped_groups() -> GroupBook:
    """The movement's affiliates, by name."""
    return GroupBook((one.name, (one.name, one.acronym, *one.aliases)) for one in affiliates())


def shipped_books() -> Books:
    return Books(shipped_topics(), shipped_groups())
