"""Who is kept apart from whom. A block acts both ways."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from letsconnect.people.models import Block, Person


def kept_apart_from(person_id: int | None) -> frozenset[int]:
    """Primary keys of the people this person is kept apart from, whoever of the two asked for it."""
    if person_id is None:
        return frozenset()
    pairs = Block.objects.filter(Q(person_id=person_id) | Q(other_id=person_id)).values_list("person_id", "other_id")
    return frozenset(one if other == person_id else other for one, other in pairs)


def are_kept_apart(people: Iterable[Person]) -> bool:
    """Whether any two of these people are."""
    ids = [person.pk for person in people]
    return Block.objects.filter(person_id__in=ids, other_id__in=ids).exists()


def pairs_kept_apart() -> list[tuple[int, int]]:
    """All pairs, for the matchmaker."""
    return list(Block.objects.order_by("pk").values_list("person_id", "other_id"))


def blocked_by(person: Person) -> QuerySet[Block]:
    """The blocks this person has put up, for their own page."""
    return Block.objects.filter(person=person).select_related("other").order_by("-at")
