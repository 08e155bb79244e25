"""Which topics somebody's own words may mean, in whatever language they were written."""

from rapidfuzz import fuzz, process

from letsconnect.ground.folding import fold
from letsconnect.skills.models import Topic
from letsconnect.skills.queries.catalogue import living_topics

LEAST_LIKE = 55
HOW_MANY = 5


def names_of(topic: Topic) -> list[str]:
    """Every label and synonym, in every language."""
    return [*topic.labels.values(), *(name for names in topic.synonyms.values() for name in names)]


def topics_by_name() -> dict[str, Topic]:
    """Folded name -> topic; where two topics share a name, the first keeps it."""
    names: dict[str, Topic] = {}
    for topic in living_topics():
        names.setdefault(fold(topic.slug), topic)
        for name in names_of(topic):
            names.setdefault(fold(name), topic)
    names.pop("", None)
    return names


def topic_called(words: str) -> Topic | None:
    """The topic with exactly this name (folded) in any language, or with this slug."""
    return topics_by_name().get(fold(words))


def nearest_topics(words: str, limit: int = HOW_MANY) -> list[Topic]:
    """The topics most like these words, best first; none when nothing is like them."""
    names, query = topics_by_name(), fold(words)
    if not query:
        return []
    hits = process.extract(query, names.keys(), scorer=fuzz.token_set_ratio, limit=40, score_cutoff=LEAST_LIKE)
    hits += process.extract(query, names.keys(), scorer=fuzz.partial_ratio, limit=10, score_cutoff=80)
    hits.sort(key=lambda hit: (-hit[1], -fuzz.ratio(query, hit[0])))
    found = {names[name].pk: names[name] for name, _score, _place in hits}
    return list(found.values())[:limit]
