"""`letsconnect reset-second-factor EMAIL_OR_USERNAME`: for an administrator whom no other can help."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from letsconnect.access.actions.second_factor import reset_factor
from letsconnect.access.queries.accounts import person_named


class Command(BaseCommand):
    help = "Remove the second factor of somebody who lost it, and sign them out everywhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", metavar="EMAIL_OR_USERNAME")

    def handle(self, *args: Any, who: str, **options: Any) -> None:
        person = person_named(who)
        if person is None:
            raise CommandError(f"Nobody here is called {who}.")
        reset_factor(person, by=None)
        self.stdout.write(f"{who} can set up a new second factor.")
