"""Which topics somebody's own words may mean, in whatever language they were written."""

from letsconnect.reading.topics import TopicBook
from letsconnect.skills.models import Topic
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.meaning import by_meaning

HOW_MANY = 5


def names_of(topic: Topic) -> list[str]:
    """Every label and synonym, in every language."""
    return [*topic.labels.values(), *(name for names in topic.synonyms.values() for name in names)]


def book_of(topics: list[Topic]) -> TopicBook:
    return TopicBook((topic.slug, names_of(topic)) for topic in topics)


def topic_called(words: str) -> Topic | None:
    """The topic with this slug, or this name in any language, one slip of a letter allowed."""
    topics = {topic.slug: topic for topic in living_topics()}
    return topics.get(words.strip()) or topics.get(book_of(list(topics.values())).find(words) or "")


def nearest_topics(words: str, limit: int = HOW_MANY) -> list[Topic]:
    """The topics most like these words, best first: those called like them, then, where the `semantic` extra is
    installed, those that mean something like them. None when nothing is like them."""
    topics = {topic.slug: topic for topic in living_topics()}
    called = book_of(list(topics.values())).nearest(words, limit)
    meant = by_meaning(words, list(topics.values()), limit)
    return [topics[slug] for slug in list(dict.fromkeys([*called, *meant]))[:limit]]
