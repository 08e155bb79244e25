"""Topics added and changed by the team (R127: the table is a first attempt and changes over time)."""

from dataclasses import dataclass, field

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.addresses import free_slug
from letsconnect.skills.models import Category, Topic


@dataclass(frozen=True)
class TopicFacts:
    """What the team says about a topic; texts by language code."""

    labels: dict[str, str]
    about: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    highlighted: bool = False
    wikidata_qid: str | None = None
    capx_id: str | None = None


@transaction.atomic
def add_topic(facts: TopicFacts, *, by: Person) -> Topic:
    """Add a topic; its address is made from the English name and never changes."""
    require(may_edit_topics(by))
    topic = Topic(slug=free_slug(Topic, facts.labels["en"], "topic"), source="team", position=Topic.objects.count())
    _write(topic, facts)
    record("topic.added", topic, by=by)
    return topic


@transaction.atomic
def edit_topic(topic: Topic, facts: TopicFacts, *, by: Person) -> Topic:
    """Change what is said about a topic; languages that `facts` does not name stay as they are."""
    topic = lock(topic)
    require(may_edit_topics(by))
    before = _comparable(topic)
    _write(topic, facts)
    changed = sorted(key for key, value in _comparable(topic).items() if before[key] != value)
    if changed:
        record("topic.edited", topic, by=by, changed=changed, before={key: before[key] for key in changed})
    return topic


def _write(topic: Topic, facts: TopicFacts) -> None:
    topic.labels = _said({**topic.labels, **facts.labels})
    topic.about = _said({**topic.about, **facts.about})
    topic.synonyms = _said({**topic.synonyms, **facts.synonyms})
    topic.highlighted = facts.highlighted
    topic.wikidata_qid, topic.capx_id = facts.wikidata_qid, facts.capx_id
    topic.save()
    topic.categories.set(facts.categories)


def _said(texts: dict) -> dict:
    """Without the languages in which nothing is said."""
    return {code: text for code, text in texts.items() if text}


def _comparable(topic: Topic) -> dict[str, object]:
    """The topic's facts as the history keeps them."""
    names = ("labels", "about", "synonyms", "highlighted", "wikidata_qid", "capx_id")
    categories = sorted(topic.categories.values_list("slug", flat=True)) if topic.pk else []
    return {"categories": categories, **{name: getattr(topic, name) for name in names}}
