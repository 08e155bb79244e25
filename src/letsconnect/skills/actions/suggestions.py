"""A hint that somebody could share a topic (R66, R187)."""

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person
from letsconnect.people.rules import may_review_directory
from letsconnect.skills.models import Offer, Suggestion, Topic


@transaction.atomic
def suggest_topic(person: Person, topic: Topic, *, why: str, source: str, by: Person) -> Suggestion:
    """Suggest that a person could share a topic. They alone see it, and the team, and answer yes or no.

    The same hint twice is one; a topic they share already is not asked about. Neither is told: it could say more
    about the person than the reader may know.
    """
    require(may_review_directory(by))
    topic = topic.merged_into or topic
    shared = Offer.objects.filter(person=person, topic=topic).exists()
    hint, is_new = Suggestion.objects.get_or_create(
        person=person,
        topic=topic,
        defaults={"why": why, "source": source, "by": by, "answer": "yes" if shared else ""},
    )
    if is_new:
        record("suggestion.made", hint, by=by, person=person.public_id, topic=topic.slug)
        touch(person)
    return hint
