"""The table behind Django's database cache: shared counts of the sign-in's rate limits."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "ground_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ground", "0001_initial")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
