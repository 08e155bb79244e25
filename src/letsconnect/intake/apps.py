from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "letsconnect.intake"
    label = "intake"

    def ready(self) -> None:
        import_module("letsconnect.intake.receivers")
