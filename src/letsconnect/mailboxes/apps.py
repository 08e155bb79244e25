from django.apps import AppConfig


class MailboxesConfig(AppConfig):
    name = "letsconnect.mailboxes"
    label = "mailboxes"
