"""What this room does when somebody leaves or is suspended."""

from typing import Any

from django.dispatch import receiver

from letsconnect.connections.actions.forgetting import forget
from letsconnect.connections.actions.stopping import stop_all
from letsconnect.people.models import Person
from letsconnect.people.signals import person_left, person_suspended


@receiver(person_left)
def on_person_left(sender: type[Person], person: Person, **_facts: Any) -> None:
    forget(person)


@receiver(person_suspended)
def on_person_suspended(sender: type[Person], person: Person, **_facts: Any) -> None:
    stop_all(person)
