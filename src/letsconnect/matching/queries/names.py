"""What the team calls people in a round and its plan."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic

TEAM = int(Audience.TEAM)


def name_for_team(person: Person) -> str:
    """The chosen name first, the username second, each only where the team may see it; else the public id."""
    if person.chosen_name and person.chosen_name_audience >= TEAM:
        return person.chosen_name
    if person.username and person.username_audience >= TEAM:
        return person.username
    return person.public_id


def people_by_id(public_ids: Iterable[str]) -> dict[str, Person]:
    """The people with these public ids who are still there."""
    return {one.public_id: one for one in Person.objects.filter(public_id__in=set(public_ids))}


def names_for_team(public_ids: Iterable[str]) -> dict[str, str]:
    """A name for each of these ids, also of people who have left."""
    ids = list(public_ids)
    people = people_by_id(ids)
    gone = _("somebody who has left")
    return {one: name_for_team(people[one]) if one in people else gone for one in ids}


def topic_labels(slugs: Iterable[str]) -> dict[str, str]:
    """The topics' names in the reader's language."""
    return {topic.slug: str(topic) for topic in Topic.objects.filter(slug__in=set(slugs))}
