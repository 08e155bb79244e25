"""Who has set up a second factor."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from letsconnect.people.models import Person


def factors_of(person: Person) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=person)


def has_second_factor(person: Person) -> bool:
    return factors_of(person).filter(type=Authenticator.Type.TOTP).exists()


def recovery_codes_left(person: Person) -> list[str]:
    """The codes still unused; show them only to their owner, who has just given the factor."""
    row = factors_of(person).filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return list(row.wrap().get_unused_codes()) if row else []
