"""What people said in their own words finds its topic, or stays as it is."""

from typing import Any

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch_all
from letsconnect.people.models import Person
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.combining import joined
from letsconnect.skills.models import Offer, OwnWords, Topic, Wish
from letsconnect.skills.queries.upkeep import own_words_shown


@transaction.atomic
def assign_words(side: str, folded: str, *, to: Topic, by: Person) -> int:
    """Everybody who said these words offers (or wants) the topic, assumed until they confirm it. Their words stay
    as the note. Answers how many people."""
    require(may_edit_topics(by))
    topic = lock(to)
    topic = topic.merged_into or topic
    rows = list(own_words_shown(side).filter(folded=folded).select_for_update(of=("self",)))
    for row in rows:
        _assign(row, topic)
        row.delete()
    record("own_words.assigned", topic, by=by, side=side, people=len(rows))
    touch_all(row.person_id for row in rows)
    return len(rows)


def _assign(row: OwnWords, topic: Topic) -> None:
    sharing = row.side == OwnWords.Side.SHARE
    model: Any = Offer if sharing else Wish
    text = "note" if sharing else "context"
    provenance = f"own words: {row.words}"[:200]
    said, is_new = model.objects.get_or_create(
        person_id=row.person_id,
        topic=topic,
        defaults={"assumed": True, "provenance": provenance, text: row.words},
    )
    if not is_new:
        setattr(said, text, joined(getattr(said, text), row.words))
        said.save(update_fields=[text])


@transaction.atomic
def set_words_aside(side: str, folded: str, *, by: Person) -> int:
    """The team looked and left these words as they are; they leave the list and stay with the people."""
    require(may_edit_topics(by))
    rows = own_words_shown(side).filter(folded=folded)
    example = rows.first()
    if example is None:
        return 0
    record("own_words.set_aside", example, by=by)
    return OwnWords.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(set_aside_at=clock.now())
