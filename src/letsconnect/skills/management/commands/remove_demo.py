from typing import Any

from django.core.management.base import BaseCommand

from letsconnect.skills.demo import remove_demo


class Command(BaseCommand):
    help = "Remove the demonstration programme and everything in it."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remove_demo()} example people removed.")
