"""The languages a person can talk in, best first."""

from collections.abc import Mapping

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch
from letsconnect.people.actions.profile import mark_said
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.people.rules import may_change_profile

MOST = 20


@transaction.atomic
def set_levels(person: Person, levels: Mapping[str, int], *, by: Person) -> None:
    """How well the person speaks languages that are in their list already; others are left alone."""
    person = _locked(person, by)
    for language in person.languages.filter(code__in=levels):
        if language.level != levels[language.code]:
            language.level = levels[language.code]
            language.save(update_fields=["level"])
    _said(person, by)


@transaction.atomic
def add_language(person: Person, code: str, level: int, *, by: Person) -> None:
    """Add a language at the end of the list; one that is there gets the level."""
    person = _locked(person, by)
    ranked = list(person.languages.all())
    if len(ranked) >= MOST and code not in {language.code for language in ranked}:
        raise Refused("Twenty languages are enough.")
    rank = max((language.rank for language in ranked), default=-1) + 1
    SpokenLanguage.objects.update_or_create(
        person=person, code=code, defaults={"level": level}, create_defaults={"level": level, "rank": rank}
    )
    _said(person, by)


@transaction.atomic
def remove_language(person: Person, code: str, *, by: Person) -> None:
    """Take a language off the list; safe to repeat."""
    person = _locked(person, by)
    person.languages.filter(code=code).delete()
    _rank(list(person.languages.all()))
    _said(person, by)


@transaction.atomic
def move_language(person: Person, code: str, steps: int, *, by: Person) -> None:
    """Move a language up (steps -1) or down (1) in the ranking; at the end of the list it stays."""
    person = _locked(person, by)
    ranked = list(person.languages.all())
    place = next((place for place, language in enumerate(ranked) if language.code == code), None)
    if place is not None:
        language = ranked.pop(place)
        ranked.insert(max(0, place + steps), language)
        _rank(ranked)
    _said(person, by)


def _locked(person: Person, by: Person) -> Person:
    person = lock(person)
    require(may_change_profile(by, person))
    return person


def _rank(ranked: list[SpokenLanguage]) -> None:
    for rank, language in enumerate(ranked):
        if language.rank != rank:
            language.rank = rank
            language.save(update_fields=["rank"])


def _said(person: Person, by: Person) -> None:
    mark_said(person, "languages")
    record("languages.said", person, by=by)
    touch(person)
