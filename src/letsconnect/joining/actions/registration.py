"""Registering: useful after two answers."""

from dataclasses import dataclass

from django.db import transaction

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person
from letsconnect.people.rules import may_register
from letsconnect.skills.actions.offers import offer_topic, say_in_own_words
from letsconnect.skills.actions.wishes import wish_for_topic
from letsconnect.skills.models import OwnWords, Topic


@dataclass(frozen=True)
class Answer:
    """One of the two answers: a topic, or words no topic fits."""

    words: str = ""
    topic: Topic | None = None


@transaction.atomic
def register(person: Person, *, shares: list[Answer], wishes: list[Answer], language: str) -> Person:
    """Join with what was answered so far; safe to repeat: what was said already is kept."""
    person = lock(person)
    require(may_register(person, person))
    if person.registered_at is None:
        person.registered_at = clock.now()
        person.confirmed_at = person.confirmed_at or person.registered_at
        person.ui_language = person.ui_language or language
        person.save(update_fields=["registered_at", "confirmed_at", "ui_language"])
        record("person.registered", person, by=person)
    for answer in shares:
        _share(person, answer)
    for answer in wishes:
        _wish(person, answer)
    touch(person)
    return lock(person)


def _share(person: Person, answer: Answer) -> None:
    if answer.topic:
        offer_topic(person, answer.topic, by=person)
    elif answer.words:
        say_in_own_words(person, OwnWords.Side.SHARE, answer.words, by=person)


def _wish(person: Person, answer: Answer) -> None:
    if answer.topic:
        wish_for_topic(person, answer.topic, by=person)
    elif answer.words:
        say_in_own_words(person, OwnWords.Side.LEARN, answer.words, by=person)
