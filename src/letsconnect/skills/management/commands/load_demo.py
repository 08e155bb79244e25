from typing import Any

from django.core.management.base import BaseCommand

from letsconnect.skills.demo import load_demo


class Command(BaseCommand):
    help = "Load the demonstration programme (once)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_demo()} example people loaded.")
