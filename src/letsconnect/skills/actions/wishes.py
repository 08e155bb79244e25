"""What a person, or their group, wants to learn."""

from typing import Any

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch
from letsconnect.people.actions.profile import mark_said
from letsconnect.people.models import Person
from letsconnect.people.rules import may_change_profile
from letsconnect.skills.models import Offer, Topic, Wish


@transaction.atomic
def wish_for_topic(person: Person, topic: Topic, *, by: Person, **facts: Any) -> Wish:
    """Wish to learn a topic, or change the wish there is: `priority`, `level`, `context`, `stage`, `matters_on`."""
    person = lock(person)
    require(may_change_profile(by, person))
    topic = topic.merged_into or topic
    wish, _new = Wish.objects.update_or_create(
        person=person,
        topic=topic,
        defaults={**facts, "assumed": False} if facts else {},
        create_defaults={**facts, "assumed": not facts},
    )
    mark_said(person, *("wishes", "wish_notes") if "context" in facts else ("wishes",))
    record("wish.made", wish, by=by, person=person.public_id, topic=topic.slug)
    touch(person)
    return wish


@transaction.atomic
def withdraw_wish(person: Person, topic: Topic, *, by: Person) -> None:
    """Stop wishing for a topic; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person))
    gone, _rows = Wish.objects.filter(person=person, topic=topic).delete()
    mark_said(person, "wishes")
    if gone:
        record("wish.withdrawn", topic, by=by, person=person.public_id)
        touch(person)


def settle_what_was_assumed(person: Person) -> None:
    """The person has confirmed what an import said: levels and ways that nobody asked them are theirs now."""
    Offer.objects.filter(person=person, assumed=True).update(assumed=False)
    Wish.objects.filter(person=person, assumed=True).update(assumed=False)
