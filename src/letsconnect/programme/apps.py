from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "letsconnect.programme"
    label = "programme"
