"""Mailboxes and the addresses of calendars move to a room of their own: their tables keep their rows, and get its name."""

from django.db import migrations

MOVED = ("CalendarFeed", "Mailbox")


class Migration(migrations.Migration):
    dependencies = [("people", "0007_mailboxes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(model, f"mailboxes_{model.lower()}") for model in MOVED
            ],
            state_operations=[migrations.DeleteModel(model) for model in MOVED],
        )
    ]
