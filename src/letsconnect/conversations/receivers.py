"""What this room does when somebody leaves."""

from typing import Any

from django.dispatch import receiver

from letsconnect.conversations.actions.keeping import forget_kept
from letsconnect.people.models import Person
from letsconnect.people.signals import person_left


@receiver(person_left)
def on_person_left(sender: type[Person], person: Person, **_facts: Any) -> None:
    forget_kept(person)
