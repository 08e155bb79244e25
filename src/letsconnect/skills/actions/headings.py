"""The headings of the topic table, added and renamed by the team (R127)."""

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.addresses import free_slug
from letsconnect.skills.models import Category


@transaction.atomic
def add_heading(labels: dict[str, str], *, by: Person) -> Category:
    """Add a category at the end of the table; its address is made from the English name and never changes."""
    require(may_edit_topics(by))
    heading = Category.objects.create(
        slug=free_slug(Category, labels["en"], "category"), labels=_said(labels), position=Category.objects.count()
    )
    record("category.added", heading, by=by)
    return heading


@transaction.atomic
def rename_heading(heading: Category, labels: dict[str, str], *, by: Person) -> Category:
    """Change a category's names, by language code."""
    heading = lock(heading)
    require(may_edit_topics(by))
    before, heading.labels = heading.labels, _said(labels)
    heading.save(update_fields=["labels"])
    record("category.renamed", heading, by=by, before=before)
    return heading


def _said(labels: dict[str, str]) -> dict[str, str]:
    return {code: text for code, text in labels.items() if text}
