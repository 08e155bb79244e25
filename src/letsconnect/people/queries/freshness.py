"""How fresh a profile is."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from letsconnect.ground import clock
from letsconnect.people.models import Person

FRESH_FOR = timedelta(days=90)


def is_stale(person: Person) -> bool:
    """Nothing was said or confirmed for ninety days."""
    return person.fresh_at is None or person.fresh_at < clock.now() - FRESH_FOR


def people_to_ask() -> QuerySet[Person]:
    """Registered people whose profile is stale and who were not asked for ninety days."""
    since = clock.now() - FRESH_FOR
    return Person.objects.filter(
        Q(freshness_asked_at=None) | Q(freshness_asked_at__lt=since),
        fresh_at__lt=since,
        registered_at__isnull=False,
        confirmed_at__isnull=False,
        suspended_at=None,
        is_active=True,
        is_demo=False,
        email__isnull=False,
    )
