from importlib import import_module

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "letsconnect.connections"
    label = "connections"

    def ready(self) -> None:
        import_module("letsconnect.connections.receivers")
