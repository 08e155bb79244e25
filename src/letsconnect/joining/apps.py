from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "letsconnect.joining"
    label = "joining"
