from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "letsconnect.people"
    label = "people"
