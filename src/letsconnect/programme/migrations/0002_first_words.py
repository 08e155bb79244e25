"""The words the programme starts with, in six languages, as the current phase."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from letsconnect.programme.facts import Piece, pieces
from letsconnect.programme.self_check import read_rule

NAME = {
    "en": "Phase 3: continuous learning",
    "ko": "3단계: 지속적인 배움",
    "es": "Fase 3: aprendizaje continuo",
    "fr": "Phase 3 : apprentissage continu",
    "pt": "Fase 3: aprendizagem contínua",
    "ar": "المرحلة 3: التعلّم المستمر",
}
DISCUSSION = "https://meta.wikimedia.org/wiki/Grants_talk:Knowledge_Sharing/Connect"


def load(apps, schema_editor):
    phase = apps.get_model("programme", "Phase").objects.create(
        name=NAME, discussion_url=DISCUSSION, opened_at=timezone.now(), is_current=True
    )
    Passage = apps.get_model("programme", "Passage")
    known = answers_by_question()
    saved = {}
    for position, piece in enumerate(pieces()):
        saved[piece.parent, piece.slug] = Passage.objects.create(
            phase=phase,
            position=position,
            parent=saved["", piece.parent] if piece.parent else None,
            **facts_of(piece, known),
        )


def answers_by_question():
    known = {}
    for piece in pieces():
        if piece.kind == "answer":
            known.setdefault(piece.parent, []).append(piece.slug)
    return known


def facts_of(piece: Piece, known):
    days = {f"{name}s_on": date.fromisoformat(piece.one(key)) for name, key in (("start", "from"), ("end", "to")) if piece.one(key)}
    return {
        "kind": piece.kind,
        "slug": piece.slug,
        "title": piece.title,
        "body": piece.body,
        "link": piece.link,
        "verdict": piece.one("verdict"),
        "when": read_rule("\n".join(piece.more.get("when", [])), known),
        "places": [slug.strip() for slug in piece.one("places").split(",") if slug.strip()],
        **days,
    }


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_words_of_a_phase")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
