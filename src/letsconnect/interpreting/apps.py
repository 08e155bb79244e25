from importlib import import_module

from django.apps import AppConfig


class InterpretingConfig(AppConfig):
    name = "letsconnect.interpreting"
    label = "interpreting"

    def ready(self) -> None:
        import_module("letsconnect.interpreting.receivers")
