from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "letsconnect.config"
    label = "config"

    def ready(self) -> None:
        from letsconnect.config import checks  # noqa: F401, PLC0415 -- registers them once Django is ready
