"""Part of what one topic holds becomes another topic."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch_all
from letsconnect.people.models import Person
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.combining import joined
from letsconnect.skills.models import Offer, Topic, Wish
from letsconnect.skills.queries.upkeep import offers_shown, wishes_shown


@transaction.atomic
def split_topic(topic: Topic, *, to: Topic, offers: list[int], wishes: list[int], keep: bool, by: Person) -> Topic:
    """Give these offers and wishes (primary keys) the other topic; `keep`: they have the old one besides."""
    require(may_edit_topics(by))
    topic, to = lock(topic), lock(to)
    if topic.pk == to.pk or to.merged_into_id:
        raise Refused(_("Choose two different topics that are both in use."))
    people: set[int] = set()
    given: dict[str, list[int]] = {"offers": [], "wishes": []}
    for row in offers_shown(topic).filter(pk__in=offers):
        given["offers"].append(row.pk)
        people.add(row.person_id)
        _give(Offer, row, to, text="note", keep=keep)
    for wish in wishes_shown(topic).filter(pk__in=wishes):
        given["wishes"].append(wish.pk)
        people.add(wish.person_id)
        _give(Wish, wish, to, text="context", keep=keep)
    record("topic.split", topic, by=by, to=to.slug, kept=keep, **given)
    touch_all(sorted(people))
    return to


def _give(model: Any, row: Any, to: Topic, *, text: str, keep: bool) -> None:
    """Move or copy one statement; where the person has one on the new topic already, it takes the words in."""
    there = model.objects.filter(person=row.person_id, topic=to).first()
    if there:
        setattr(there, text, joined(getattr(there, text), getattr(row, text)))
        there.save(update_fields=[text])
        if not keep:
            row.delete()
        return
    row.topic = to
    if keep:
        row.pk, row._state.adding = None, True
    row.save()
