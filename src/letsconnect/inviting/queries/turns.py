"""Whose turn it is to hear of people they could meet: everybody's comes once in four weeks, at an hour of their own."""

from datetime import UTC, datetime, timedelta

from django.db.models import F, Q, QuerySet

from letsconnect.ground.models import Unsubscribed
from letsconnect.people.models import Person

TURN = timedelta(weeks=4)
HOURS = TURN // timedelta(hours=1)
SETTLED = timedelta(days=7)  # whoever has just joined has just looked
EPOCH = datetime(2026, 1, 5, tzinfo=UTC)


def turn_of(at: datetime) -> int:
    """The number of the four weeks."""
    return (at - EPOCH) // TURN


def whose_turn(at: datetime) -> QuerySet[Person]:
    """The people of this hour who want such letters and take no break. Who said nothing yet is asked for nothing."""
    hour = (at - EPOCH) // timedelta(hours=1) % HOURS
    refused = Unsubscribed.objects.filter(about="suggestions").values("person")
    people = Person.objects.annotate(turn=F("pk") % HOURS).filter(turn=hour).exclude(pk__in=refused)
    people = people.exclude(paused_until__gte=at.date()).filter(Q(email__isnull=False) | Q(wiki_sub__isnull=False))
    return people.filter(
        registered_at__lt=at - SETTLED, confirmed_at__isnull=False, suspended_at=None, is_active=True, is_demo=False
    ).order_by("pk")
