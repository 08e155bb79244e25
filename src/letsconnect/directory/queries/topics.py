"""The topics as the pages need them, and who shares and wants them."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from letsconnect.ground.languages import in_language
from letsconnect.index.queries.index import Index, with_index
from letsconnect.index.queries.prepared import Prepared
from letsconnect.index.queries.sight import WideSight
from letsconnect.people.audience import Reader
from letsconnect.skills.models import Topic


@dataclass(frozen=True)
class TopicLabel:
    """A topic as a chip shows it."""

    pk: int
    slug: str
    label: str
    url: str
    highlighted: bool = False


@dataclass(frozen=True)
class Heading:
    """A category with its topics."""

    slug: str
    label: str
    topics: tuple[TopicLabel, ...]


@dataclass(frozen=True)
class Counts:
    """How many people share and want a topic, as far as the reader may see; examples left out."""

    sharing: int = 0
    wanting: int = 0


@dataclass
class Catalogue:
    """All topics in the reader's language, read in one statement."""

    by_id: dict[int, TopicLabel] = field(default_factory=dict)
    by_slug: dict[str, TopicLabel] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)
    merged_ids: dict[int, int] = field(default_factory=dict)

    def named(self, slug: str) -> TopicLabel | None:
        """The topic with this address; of a merged one, the topic it went into."""
        return self.by_slug.get(slug) or self.of(self.merged.get(slug, 0))

    def of(self, pk: int) -> TopicLabel | None:
        """The topic with this primary key; of a merged one, the topic it went into."""
        return self.by_id.get(pk) or self.by_id.get(self.merged_ids.get(pk, 0))

    def under(self, slug: str) -> list[TopicLabel]:
        """The topic with this slug, or all topics of the category with this slug."""
        topic = self.named(slug)
        if topic:
            return [topic]
        return list(self.headings[slug].topics) if slug in self.headings else []

    def label_of(self, slug: str) -> str:
        """What the topic or the category with this slug is called; "" for neither."""
        heading = self.named(slug) or self.headings.get(slug)
        return heading.label if heading else ""

    def shelves(self) -> list[Heading]:
        """The categories in order; topics in none stand last, under a heading without a name."""
        placed = {topic for heading in self.headings.values() for topic in heading.topics}
        rest = tuple(topic for topic in self.by_id.values() if topic not in placed)
        return [*self.headings.values(), *([Heading("", "", rest)] if rest else [])]


def catalogue() -> Catalogue:
    """The topics that are in use, with their categories and the old names of merged ones, in the reader's language.

    Read afresh each time; put together again only where something changed.
    """
    rows, language = _TOPICS.rows(), get_language() or "en"
    kept = _KEPT.get(language)
    if kept is None or kept[0] != rows:
        kept = _KEPT[language] = (rows, _put_together(rows))
    return kept[1]


def _topics(_ids: list[int]) -> QuerySet[Any, Any]:
    order = ("categories__position", "categories__slug", "position", "slug")
    columns = ("id", "slug", "labels", "highlighted", "merged_into_id", "categories__slug", "categories__labels")
    return Topic.objects.order_by(*order).values_list(*columns)


_TOPICS = Prepared(_topics)
_KEPT: dict[str, tuple[list[tuple[Any, ...]], Catalogue]] = {}


def _put_together(rows: list[tuple[Any, ...]]) -> Catalogue:
    found, under, labels = Catalogue(), defaultdict[str, list[TopicLabel]](list), dict[str, str]()
    start = reverse("directory:topics")
    for pk, slug, texts, highlighted, into, heading, heading_texts in rows:
        if into:
            found.merged_ids[pk], found.merged[slug] = into, pk
            continue
        if pk not in found.by_id:
            url = f"{start}{slug}/"
            found.by_id[pk] = found.by_slug[slug] = TopicLabel(pk, slug, _text(texts) or slug, url, bool(highlighted))
        if heading:
            labels[heading] = labels.get(heading) or _text(heading_texts) or heading
            under[heading].append(found.by_id[pk])
    found.headings = {slug: Heading(slug, labels[slug], tuple(topics)) for slug, topics in under.items()}
    _follow(found.merged_ids)
    return found


def _text(texts: Any) -> str:
    return in_language(json.loads(texts) if isinstance(texts, str) else texts or {})


def _follow(merged: dict[int, int]) -> None:
    """A topic merged into one that was merged later leads to the last."""
    for pk, into in merged.items():
        seen = {pk}
        while into in merged and into not in seen:
            seen.add(into)
            into = merged[into]
        merged[pk] = into


@with_index
def topic_counts(index: Index, reader: Reader, topics: Catalogue) -> dict[int, Counts]:
    """For each topic, how many people share and want it."""
    sight = WideSight(index, reader, scope_of(reader, topics))
    real = sight.listed() & ~index.is_demo
    sharing = (index.share[:, real & sight.sees("shares")] > 0).sum(axis=1)
    wanting = (index.wish_level[:, real & sight.sees("wishes")] > 0).sum(axis=1)
    return {pk: Counts(int(sharing[row]), int(wanting[row])) for pk, row in index.topics.items() if pk in topics.by_id}


def scope_of(reader: Reader, topics: Catalogue) -> frozenset[int]:
    """The topics an ambassador looks after, by primary key."""
    named = (topics.named(slug) for slug in reader.topics)
    return frozenset(topic.pk for topic in named if topic)
