"""What a person can share: topics, and words of their own that no topic fits yet."""

from typing import Any

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.folding import fold
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch
from letsconnect.people.actions.profile import mark_said
from letsconnect.people.models import Person
from letsconnect.people.rules import may_change_profile
from letsconnect.skills.models import Offer, OwnWords, Suggestion, Topic

LONGEST_WORDS = 500
KEYS_OF_SIDE = {OwnWords.Side.SHARE: ("shares",), OwnWords.Side.LEARN: ("wishes",)}


@transaction.atomic
def offer_topic(person: Person, topic: Topic, *, by: Person, **facts: Any) -> Offer:
    """Offer to share a topic, or change the offer there is: `level`, `note`, `in_clinic`, `one_to_one`, `written`."""
    person = lock(person)
    require(may_change_profile(by, person))
    topic = topic.merged_into or topic
    offer, _new = Offer.objects.update_or_create(
        person=person,
        topic=topic,
        defaults={**facts, "assumed": False} if facts else {},
        create_defaults={**facts, "assumed": not facts},
    )
    mark_said(person, *("shares", "share_notes") if "note" in facts else ("shares",))
    record("offer.made", offer, by=by, person=person.public_id, topic=topic.slug)
    touch(person)
    return offer


@transaction.atomic
def withdraw_offer(person: Person, topic: Topic, *, by: Person) -> None:
    """Stop offering a topic; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person))
    gone, _rows = Offer.objects.filter(person=person, topic=topic).delete()
    mark_said(person, "shares")
    if gone:
        record("offer.withdrawn", topic, by=by, person=person.public_id)
        touch(person)


@transaction.atomic
def say_in_own_words(person: Person, side: str, words: str, *, by: Person) -> OwnWords:
    """Keep a share or a wish as the person put it; the same words twice are one row."""
    person = lock(person)
    require(may_change_profile(by, person))
    words = " ".join(words.split())[:LONGEST_WORDS]
    row, _new = OwnWords.objects.get_or_create(
        person=person, side=side, folded=fold(words)[:LONGEST_WORDS], defaults={"words": words}
    )
    mark_said(person, *KEYS_OF_SIDE[OwnWords.Side(side)])
    record("own_words.said", row, by=by, person=person.public_id)
    touch(person)
    return row


@transaction.atomic
def forget_own_words(person: Person, row_id: int, *, by: Person) -> None:
    """Take own words back; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person))
    row = OwnWords.objects.filter(person=person, pk=row_id).first()
    if row:
        mark_said(person, *KEYS_OF_SIDE[OwnWords.Side(row.side)])
        record("own_words.forgotten", row, by=by, person=person.public_id)
        row.delete()
        touch(person)


@transaction.atomic
def answer_suggestion(suggestion: Suggestion, answer: str, *, by: Person) -> Suggestion:
    """Say yes to a hint (the topic is offered) or no (it is not shown again)."""
    suggestion = lock(suggestion)
    require(may_change_profile(by, suggestion.person))
    if suggestion.answer:
        return suggestion
    suggestion.answer = answer
    suggestion.save(update_fields=["answer"])
    record("suggestion.answered", suggestion, by=by, answer=answer)
    if answer == "yes":
        offer_topic(suggestion.person, suggestion.topic, by=by)
    return suggestion
