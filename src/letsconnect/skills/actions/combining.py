"""Two statements of one person about what is one topic now: the stronger stays, no word of the other is lost."""

from typing import Any

from letsconnect.skills.models import Offer, Suggestion, Topic, Wish

CODES_OF_OFFER = ("level", "in_clinic", "one_to_one", "written", "assumed")
CODES_OF_WISH = ("priority", "level", "stage", "assumed")


def move_offers(source: Topic, target: Topic) -> dict[str, Any]:
    """Move all offers of `source` to `target`; answers what an undo needs: ids and codes."""
    moved, combined = [], []
    there = {offer.person_id: offer for offer in Offer.objects.filter(topic=target)}
    for offer in Offer.objects.filter(topic=source):
        if offer.person_id in there:
            combined.append({"person": offer.person_id, **codes(offer, CODES_OF_OFFER)})
            _combine_offers(there[offer.person_id], offer)
        else:
            moved.append(offer.pk)
    Offer.objects.filter(topic=source).update(topic=target)
    return {"moved": moved, "combined": combined}


def move_wishes(source: Topic, target: Topic) -> dict[str, Any]:
    """The same for wishes."""
    moved, combined = [], []
    there = {wish.person_id: wish for wish in Wish.objects.filter(topic=target)}
    for wish in Wish.objects.filter(topic=source):
        if wish.person_id in there:
            combined.append({"person": wish.person_id, **codes(wish, CODES_OF_WISH)})
            _combine_wishes(there[wish.person_id], wish)
        else:
            moved.append(wish.pk)
    Wish.objects.filter(topic=source).update(topic=target)
    return {"moved": moved, "combined": combined}


def move_suggestions(source: Topic, target: Topic) -> list[int]:
    """Hints too; of two to one person the answered one stays, with both reasons."""
    there = {hint.person_id: hint for hint in Suggestion.objects.filter(topic=target)}
    moved = []
    for hint in Suggestion.objects.filter(topic=source):
        other = there.get(hint.person_id)
        if other is None:
            moved.append(hint.pk)
            continue
        other.why = joined(other.why, hint.why)
        other.answer = other.answer or hint.answer
        other.save(update_fields=["why", "answer"])
        hint.delete()
    Suggestion.objects.filter(topic=source).update(topic=target)
    return moved


def codes(row: Offer | Wish, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def joined(text: str, other: str) -> str:
    """Both texts, each once."""
    return text if other in text else "\n\n".join(filter(None, [text, other]))


def _combine_offers(kept: Offer, gone: Offer) -> None:
    """A statement the person made beats one an import assumed; then the higher level counts."""
    if (not gone.assumed, gone.level) > (not kept.assumed, kept.level):
        for name, value in codes(gone, CODES_OF_OFFER).items():
            setattr(kept, name, value)
        kept.provenance = gone.provenance
    kept.note = joined(kept.note, gone.note)
    kept.save()
    gone.delete()


def _combine_wishes(kept: Wish, gone: Wish) -> None:
    """The same; then the more pressing one counts. The earlier of two dates stays."""
    if (not gone.assumed, gone.priority, gone.level) > (not kept.assumed, kept.priority, kept.level):
        stage = kept.stage
        for name, value in codes(gone, CODES_OF_WISH).items():
            setattr(kept, name, value)
        kept.stage = kept.stage or stage
        kept.provenance = gone.provenance
    kept.stage = kept.stage or gone.stage
    kept.matters_on = min(filter(None, [kept.matters_on, gone.matters_on]), default=None)
    kept.context = joined(kept.context, gone.context)
    kept.save()
    gone.delete()
