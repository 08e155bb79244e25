from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "letsconnect.config"
    label = "config"
