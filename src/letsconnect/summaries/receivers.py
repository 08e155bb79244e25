"""What this room does when somebody leaves."""

from typing import Any

from django.dispatch import receiver

from letsconnect.people.models import Person
from letsconnect.people.signals import person_left
from letsconnect.summaries.actions import forget_words


@receiver(person_left)
def on_person_left(sender: type[Person], person: Person, **_facts: Any) -> None:
    forget_words(person)
