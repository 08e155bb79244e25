"""What the team sees while it keeps the topics in order: only what people show the team."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.audit import history_of
from letsconnect.ground.folding import fold
from letsconnect.ground.models import AuditEntry
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.skills.models import Offer, OwnWords, Suggestion, Topic, Wish
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.nearest import book_of, names_of

SHOWN_TO_TEAM = {
    OwnWords.Side.SHARE: Q(person__shares_audience__gte=Audience.TEAM),
    OwnWords.Side.LEARN: Q(person__wishes_audience__gte=Audience.TEAM),
}


@dataclass
class WordsGroup:
    """What several people said in the same words, and the topics most like them."""

    side: str
    folded: str
    words: str
    people: int = 0
    nearest: list[Topic] = field(default_factory=list)


def name_for_team(person: Person) -> str:
    """The name the team may call a person by."""
    for key in ("chosen_name", "username"):
        if getattr(person, key) and getattr(person, f"{key}_audience") >= Audience.TEAM:
            return str(getattr(person, key))
    return person.public_id


def own_words_shown(side: str) -> QuerySet[OwnWords]:
    """Own words on one side that the team may see and has not set aside."""
    return OwnWords.objects.filter(SHOWN_TO_TEAM[OwnWords.Side(side)], side=side, set_aside_at=None)


def own_words_groups(side: str, *, limit: int = 50) -> tuple[list[WordsGroup], int]:
    """Own words by what they say, the most frequent first; and how many different ones there are."""
    found: dict[str, WordsGroup] = {}
    for folded, words in own_words_shown(side).order_by("id").values_list("folded", "words"):
        found.setdefault(folded, WordsGroup(side, folded, words)).people += 1
    groups = sorted(found.values(), key=lambda group: (-group.people, group.folded))
    topics = {topic.slug: topic for topic in living_topics()}
    book = book_of(list(topics.values()))
    for group in groups[:limit]:
        group.nearest = [topics[slug] for slug in book.nearest(group.words)]
    return groups[:limit], len(groups)


def offers_shown(topic: Topic) -> QuerySet[Offer]:
    """The offers of a topic that the team may see."""
    return Offer.objects.filter(SHOWN_TO_TEAM[OwnWords.Side.SHARE], topic=topic).select_related("person")


def wishes_shown(topic: Topic) -> QuerySet[Wish]:
    """The wishes for a topic that the team may see."""
    return Wish.objects.filter(SHOWN_TO_TEAM[OwnWords.Side.LEARN], topic=topic).select_related("person")


def merged_topics(topic: Topic) -> QuerySet[Topic]:
    """The topics that were merged into this one, and can be taken apart again."""
    return Topic.objects.filter(merged_into=topic)


def namesakes(names: list[str], *, but: Topic | None = None) -> list[Topic]:
    """Other topics in use that are called one of these names already."""
    folded = {fold(name) for name in names}
    others = [topic for topic in living_topics() if topic != but]
    return [topic for topic in others if not folded.isdisjoint(map(fold, names_of(topic)))]


def uncategorised() -> QuerySet[Topic]:
    """Topics in use that stand in no category."""
    return living_topics().filter(categories=None)


def suggestions_shown(person: Person, *, by: Person | None) -> QuerySet[Suggestion]:
    """The hints made for a person: all for the team (`by` None), one's own for a reviewer."""
    hints = Suggestion.objects.filter(person=person).select_related("topic")
    return hints if by is None else hints.filter(by=by)


DEEDS = {
    "topic.added": _("added"),
    "topic.edited": _("changed"),
    "topic.merged": _("merged into another topic"),
    "topic.took_in": _("took in another topic"),
    "topic.unmerged": _("made a topic of its own again"),
    "topic.split": _("split"),
    "own_words.assigned": _("given to people who had said it in their own words"),
}


def history_lines(topic: Topic) -> list[tuple[AuditEntry, str]]:
    """What was done with a topic, newest first, in the reader's words."""
    return [(entry, str(DEEDS.get(entry.what, entry.what))) for entry in history_of(topic)]
