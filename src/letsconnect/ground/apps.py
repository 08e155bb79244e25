from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "letsconnect.ground"
    label = "ground"
