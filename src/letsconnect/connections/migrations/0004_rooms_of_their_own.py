"""What people keep, interpretation and summaries move to rooms of their own: tables keep their rows, and get the names
of their new rooms."""

from django.db import migrations

MOVED = {
    "conversations": ("Note", "SharedLink", "SharedFile"),
    "interpreting": ("InterpretationRequest", "Interpreter"),
    "summaries": ("Approval", "Summary"),
}


class Migration(migrations.Migration):
    dependencies = [("connections", "0003_where_people_meet_and_what_they_were_told")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(model, f"{room}_{model.lower()}")
                for room, models in MOVED.items()
                for model in models
            ],
            state_operations=[migrations.DeleteModel(model) for models in MOVED.values() for model in models],
        )
    ]
