"""One topic's page: what it is about, who shares it, who wants it, and its neighbours."""

from dataclasses import dataclass

from letsconnect.directory.queries.cards import Card, cards_of
from letsconnect.directory.queries.search import Found, Search, find
from letsconnect.directory.queries.tellings import facts_of
from letsconnect.directory.queries.topics import Catalogue, Heading, TopicLabel
from letsconnect.ground.languages import in_language
from letsconnect.people.audience import Reader
from letsconnect.skills.models import Topic

SHOWN = 6


@dataclass(frozen=True)
class TopicPage:
    topic: TopicLabel
    about: str
    headings: list[Heading]
    sharing: Found
    wanting: Found
    sharers: list[Card]
    learners: list[Card]

    @property
    def mine_to_share(self) -> bool:
        return self.sharing.me is not None and self.topic.pk in self.sharing.me.offers

    @property
    def mine_to_learn(self) -> bool:
        return self.wanting.me is not None and self.topic.pk in self.wanting.me.wishes

    @property
    def neighbours(self) -> list[TopicLabel]:
        """The other topics of its categories."""
        near = (topic for heading in self.headings for topic in heading.topics if topic != self.topic)
        return list(dict.fromkeys(near))


def topic_page(topic: TopicLabel, reader: Reader, topics: Catalogue) -> TopicPage:
    """The first few people on each side, as far as this reader may see them."""
    sharing = find(Search(share=frozenset({topic.pk})), reader, topics, size=SHOWN)
    wanting = find(Search(learn=frozenset({topic.pk})), reader, topics, size=SHOWN)
    facts = facts_of([*sharing.people, *wanting.people])
    about = Topic.objects.values_list("about", flat=True).get(pk=topic.pk)
    return TopicPage(
        topic=topic,
        about=in_language(about or {}),
        headings=[heading for heading in topics.headings.values() if topic in heading.topics],
        sharing=sharing,
        wanting=wanting,
        sharers=cards_of(sharing, topics, facts),
        learners=cards_of(wanting, topics, facts),
    )
