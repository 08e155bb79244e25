from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "letsconnect.api"
    label = "api"
