from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "letsconnect.directory"
    label = "directory"
