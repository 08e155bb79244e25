from importlib import import_module

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "letsconnect.conversations"
    label = "conversations"

    def ready(self) -> None:
        import_module("letsconnect.conversations.receivers")
