from django.apps import AppConfig


class InvitingConfig(AppConfig):
    name = "letsconnect.inviting"
    label = "inviting"
