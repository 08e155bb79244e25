"""The topics as they stand now."""

from django.db.models import QuerySet

from letsconnect.skills.models import Category, Topic


def living_topics() -> QuerySet[Topic]:
    """All topics but those merged into another."""
    return Topic.objects.filter(merged_into=None)


def topics_by_category() -> list[tuple[Category, list[Topic]]]:
    """The table of topics; a topic in two categories stands in both."""
    categories = Category.objects.prefetch_related("topics")
    return [(one, [t for t in one.topics.all() if t.merged_into_id is None]) for one in categories]
