"""The programme's 31 topics in five categories come with `migrate` (R127-R160, R220-R224)."""

import json
from pathlib import Path

from django.db import migrations

FACTS = Path(__file__).resolve().parents[1] / "facts" / "topics.json"


def load(apps, schema_editor):
    Category, Topic = apps.get_model("skills", "Category"), apps.get_model("skills", "Topic")
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    for position, fact in enumerate(facts["categories"]):
        Category.objects.get_or_create(slug=fact["slug"], defaults={"labels": fact["labels"], "position": position})
    for position, fact in enumerate(facts["topics"]):
        topic, made = Topic.objects.get_or_create(
            slug=fact["slug"],
            defaults={
                "labels": fact["labels"],
                "about": fact.get("about") or {},
                "synonyms": fact.get("synonyms") or {},
                "highlighted": fact.get("highlighted", False),
                "source": ", ".join(fact["source"]) if isinstance(fact["source"], list) else fact["source"],
                "wikidata_qid": fact.get("wikidata_qid"),
                "capx_id": fact.get("capx_id"),
                "position": position,
            },
        )
        if made:
            topic.categories.set(Category.objects.filter(slug__in=fact["categories"]))


class Migration(migrations.Migration):
    dependencies = [("skills", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
