from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "letsconnect.access"
    label = "access"
