"""Files, drafts and leftovers of imports belong to this room now; their tables stay as they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BY = {"related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [
        ("skills", "0003_import_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ImportDraft",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=300)),
                        ("content", models.BinaryField()),
                        ("chosen", models.JSONField(blank=True, default=dict, help_text="column -> field, as chosen on the page")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("started_at", models.DateTimeField(blank=True, help_text="when the worker was asked to bring it in", null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, **BY)),
                    ],
                    options={"db_table": "skills_importdraft"},
                ),
                migrations.CreateModel(
                    name="ImportFile",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=300)),
                        ("digest", models.CharField(db_index=True, max_length=64)),
                        ("header_digest", models.CharField(db_index=True, max_length=64)),
                        ("header", models.JSONField(blank=True, default=list, help_text="the columns' names, for mending rows set aside")),
                        ("mapping", models.JSONField(blank=True, default=dict, help_text="column -> field; empty: not used")),
                        ("report", models.JSONField(blank=True, default=dict)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, **BY)),
                    ],
                    options={"db_table": "skills_importfile", "ordering": ["-id"]},
                ),
                migrations.CreateModel(
                    name="Leftover",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("row", models.PositiveIntegerField()),
                        ("column", models.CharField(blank=True, max_length=300)),
                        ("value", models.TextField(blank=True)),
                        ("cells", models.JSONField(blank=True, default=list)),
                        ("reason", models.CharField(max_length=40)),
                        ("mended_at", models.DateTimeField(blank=True, null=True)),
                        ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intake.importfile")),
                        ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, **BY)),
                    ],
                    options={
                        "db_table": "skills_leftover",
                        "ordering": ["file", "row", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("file", "row", "column", "reason"), name="leftover_once"),
                        ],
                    },
                ),
            ],
        ),
    ]
