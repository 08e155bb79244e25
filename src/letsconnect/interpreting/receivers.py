"""What this room does when a conversation needs an interpreter or gives up its time, and when somebody leaves, is
suspended or kept apart."""

from typing import Any

from django.dispatch import receiver

from letsconnect.connections.models import Connection
from letsconnect.connections.signals import interpretation_wanted, kept_apart, time_given_up
from letsconnect.interpreting.actions import (
    ask_with_the_invitation,
    forget_interpreter,
    release_interpreter,
    time_has_changed,
)
from letsconnect.people.models import Person
from letsconnect.people.signals import person_left, person_suspended


@receiver(interpretation_wanted)
def on_interpretation_wanted(
    sender: type[Connection], connection: Connection, languages: tuple[str, str], **_facts: Any
) -> None:
    ask_with_the_invitation(connection, languages)


@receiver(time_given_up)
def on_time_given_up(sender: type[Connection], connection: Connection, **_facts: Any) -> None:
    time_has_changed(connection)


@receiver(person_left)
def on_person_left(sender: type[Person], person: Person, **_facts: Any) -> None:
    forget_interpreter(person)


@receiver(person_suspended)
def on_person_suspended(sender: type[Person], person: Person, **_facts: Any) -> None:
    release_interpreter(person)


@receiver(kept_apart)
def on_kept_apart(sender: type[Person], person: Person, other: Person, **_facts: Any) -> None:
    release_interpreter(person, beside=other)
    release_interpreter(other, beside=person)
