"""`letsconnect make-administrator EMAIL_OR_USERNAME`: the first administrator, named by whoever runs the server."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from letsconnect.access.actions.accounts import vouch_for
from letsconnect.access.actions.roles import grant_role
from letsconnect.access.queries.accounts import person_named
from letsconnect.ground import clock
from letsconnect.people.models import Role


class Command(BaseCommand):
    help = "Make somebody an administrator. For an address nobody has yet, the person is made and signs in with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", metavar="EMAIL_OR_USERNAME")

    def handle(self, *args: Any, who: str, **options: Any) -> None:
        person = vouch_for(who) if "@" in who else person_named(who)
        if person is None:
            raise CommandError(f"Nobody here is called {who}. Let them sign in once, or give their e-mail address.")
        try:
            grant_role(Role(person=person, kind=Role.Kind.ADMINISTRATOR, starts_on=clock.today()), by=None)
        except ValidationError as refusal:
            raise CommandError(refusal.messages[0]) from refusal
        self.stdout.write(f"{who} is an administrator.")
