"""What this room does when somebody confirms what an import said of them."""

from typing import Any

from django.dispatch import receiver

from letsconnect.people.models import Person
from letsconnect.people.signals import profile_confirmed
from letsconnect.skills.actions.wishes import settle_what_was_assumed


@receiver(profile_confirmed)
def on_profile_confirmed(sender: type[Person], person: Person, **_facts: Any) -> None:
    settle_what_was_assumed(person)
