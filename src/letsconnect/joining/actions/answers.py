"""The two answers while they wait in the visitor's session: before sign-in nothing is known of who answered."""

from django.contrib.sessions.backends.base import SessionBase

from letsconnect.joining.actions.registration import Answer
from letsconnect.skills.models import OwnWords, Topic
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.nearest import topic_called

SIDES = (OwnWords.Side.SHARE, OwnWords.Side.LEARN)
KEY = "register"


class WaitingAnswers:
    """Per side the words, and the topics they were found to mean: None while nobody was asked, empty when the words
    stay as they are."""

    def __init__(self, session: SessionBase) -> None:
        self.session = session
        self.sides: dict[str, dict] = {**session.get(KEY, {})}

    def words(self, side: str) -> str:
        return self.sides.get(side, {}).get("words", "")

    def topics(self, side: str) -> list[Topic] | None:
        slugs = self.sides.get(side, {}).get("topics")
        return None if slugs is None else list(living_topics().filter(slug__in=slugs))

    def is_given(self, side: str) -> bool:
        return side in self.sides

    def unsettled(self) -> list[str]:
        """The sides whose words may mean a topic, and nobody was asked yet."""
        return [side for side in SIDES if self.is_given(side) and self.topics(side) is None]

    def answer(self, side: str, words: str) -> None:
        """Keep the words; where they name a topic, they mean it. Nothing typed: what was settled stays."""
        if words and words != self.words(side):
            topic = topic_called(words)
            self._keep(side, words, [topic.slug] if topic else None)

    def settle(self, side: str, slugs: list[str]) -> None:
        """The words mean these topics; none: the words stay."""
        self._keep(side, self.words(side), slugs)

    def replace(self, side: str, slugs: list[str]) -> None:
        """These topics instead of words; none: nothing to say on this side."""
        self._keep(side, "", slugs)

    def forget(self) -> None:
        self.session.pop(KEY, None)

    def to_save(self, side: str) -> list[Answer]:
        """What registering saves for this side."""
        topics = self.topics(side) or []
        words = self.words(side)
        return [Answer(topic=topic) for topic in topics] or ([Answer(words=words)] if words else [])

    def _keep(self, side: str, words: str, slugs: list[str] | None) -> None:
        self.sides[side] = {"words": words, "topics": slugs}
        self.session[KEY] = self.sides
