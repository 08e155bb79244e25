from importlib import import_module

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "letsconnect.rounds"
    label = "rounds"

    def ready(self) -> None:
        import_module("letsconnect.rounds.receivers")
