"""The models of imports live in `intake`; their tables stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("skills", "0003_import_drafts"),
        ("intake", "0001_tables_of_imports"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="Leftover"),
                migrations.DeleteModel(name="ImportDraft"),
                migrations.DeleteModel(name="ImportFile"),
            ],
        ),
    ]
