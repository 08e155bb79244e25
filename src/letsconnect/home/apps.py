from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "letsconnect.home"
    label = "home"
