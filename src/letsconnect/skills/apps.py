from importlib import import_module

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "letsconnect.skills"
    label = "skills"

    def ready(self) -> None:
        import_module("letsconnect.skills.receivers")
