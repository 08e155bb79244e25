"""What a person has agreed to."""

from django.db.models import QuerySet

from letsconnect.people.models import Consent, Person


def consents_of(person: Person) -> QuerySet[Consent]:
    """The person's lines of the ledger, newest first."""
    return Consent.objects.filter(subject=person.public_id).order_by("-id")


def choice_now(person: Person, what: str) -> str:
    """What the last line about `what` says; empty when there is none."""
    return consents_of(person).filter(what=what).values_list("choice", flat=True).first() or ""
