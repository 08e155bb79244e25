"""Where the programme comes from, for phases that began before these words did."""

from django.db import migrations, models

from letsconnect.programme.facts import pieces

KINDS = [
    ("purpose", "What it is"),
    ("origin", "Where it comes from"),
    ("culture", "How we learn together"),
    ("space", "Spaces to learn in"),
    ("support", "Support"),
    ("role", "Ways to take part"),
    ("lesson", "What did not work, and what we learned"),
    ("milestone", "Timeline"),
    ("question", "Questions of the self-check"),
    ("exclusion", "Last questions of the self-check: what the programme is not for"),
    ("answer", "Answers"),
    ("outcome", "Outcomes of the self-check"),
    ("place", "Places we point people to"),
]


def add(apps, schema_editor):
    """A new house has them from its first words on."""
    Passage = apps.get_model("programme", "Passage")
    for piece in pieces():
        if piece.kind == "origin":
            for phase in apps.get_model("programme", "Phase").objects.filter(is_current=True):
                words = {"title": piece.title, "body": piece.body, "link": piece.link}
                Passage.objects.get_or_create(phase=phase, kind=piece.kind, slug=piece.slug, parent=None, defaults=words)


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_one_slug_on_both_databases")]
    operations = [
        migrations.AlterField("passage", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
