"""`letsconnect export-round ROUND`: the round's input as JSON, in the matchmaker's form."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from letsconnect.rounds.matchmaking.exporting import exported
from letsconnect.rounds.models import Round


class Command(BaseCommand):
    help = "Write a round's input (or with --plan its plan as it stands) as JSON; `matchmaker check` accepts the two."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", type=int, help="the number in the round's address")
        parser.add_argument("--plan", action="store_true", help="the plan instead of the input")

    def handle(self, *args: Any, **options: Any) -> None:
        round_ = Round.objects.filter(pk=options["round"]).first()
        if round_ is None or round_.input is None or round_.plan is None:
            raise CommandError("There is no planned round with this number.")
        input_, plan = exported(round_)
        self.stdout.write(json.dumps(plan if options["plan"] else input_, indent=1))
