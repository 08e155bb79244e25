from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "letsconnect.safety"
    label = "safety"
