"""The movement's affiliates come with `migrate`: names are facts."""

import csv
from pathlib import Path

from django.db import migrations
from django.utils.text import slugify

from letsconnect.ground.folding import fold

FACTS = Path(__file__).resolve().parents[1] / "facts" / "affiliates.csv"


def load(apps, schema_editor):
    Group = apps.get_model("people", "Group")
    with FACTS.open(encoding="utf-8", newline="") as file:
        for fact in csv.DictReader(file):
            Group.objects.get_or_create(
                folded=fold(fact["name"]),
                defaults={
                    "slug": slugify(fact["name"])[:120],
                    "name": fact["name"],
                    "acronym": fact["acronym"],
                    "kind": fact["type"],
                    "recognised": True,
                    "aliases": [alias.strip() for alias in (fact["aliases"] or "").split("|") if alias.strip()],
                },
            )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_ledger_only_grows")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
