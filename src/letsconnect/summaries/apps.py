from importlib import import_module

from django.apps import AppConfig


class SummariesConfig(AppConfig):
    name = "letsconnect.summaries"
    label = "summaries"

    def ready(self) -> None:
        import_module("letsconnect.summaries.receivers")
