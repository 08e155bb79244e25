"""`letsconnect replay-round ROUND`: computes a round again from its input and its edits."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from letsconnect.rounds.matchmaking.replaying import replay_of
from letsconnect.rounds.models import Round


class Command(BaseCommand):
    help = "Compute a round again from what was kept, and say whether the same proposal comes out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", type=int, help="the number in the round's address")

    def handle(self, *args: Any, **options: Any) -> None:
        round_ = Round.objects.filter(pk=options["round"]).first()
        if round_ is None or round_.input is None:
            raise CommandError("There is no planned round with this number.")
        replayed = replay_of(round_)
        if replayed.differing:
            cut = " A plan was cut short, and may come out otherwise." if replayed.cut else ""
            raise CommandError(f"Not the same: {', '.join(map(str, replayed.differing))} differ.{cut}")
        self.stdout.write(f"The same: {replayed.connections} connections, {replayed.edits} edits.")
