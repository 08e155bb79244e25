from importlib import import_module

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "letsconnect.programme"
    label = "programme"

    def ready(self) -> None:
        import_module("letsconnect.programme.receivers")
