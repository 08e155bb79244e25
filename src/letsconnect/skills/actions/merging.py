"""Two topics become one, and may become two again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground.audit import history_of, record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch_all
from letsconnect.people.models import Person, Role
from letsconnect.people.rules import may_edit_topics
from letsconnect.skills.actions.combining import move_offers, move_suggestions, move_wishes
from letsconnect.skills.models import Offer, Suggestion, Topic, Wish

AT_A_TIME = 5000


@transaction.atomic
def merge_topics(source: Topic, *, into: Topic, by: Person) -> Topic:
    """All that referred to `source` refers to `into`: offers, wishes, hints, ambassadors' scopes, names, old
    addresses. `source` stays as a signpost."""
    require(may_edit_topics(by))
    source, target = lock(source), lock(into)
    if source.pk == target.pk or source.merged_into_id or target.merged_into_id:
        raise Refused(_("Choose two different topics that are both in use."))
    facts: dict[str, Any] = {
        "into": target.slug,
        "people": _people_of(source),
        "offers": move_offers(source, target),
        "wishes": move_wishes(source, target),
        "suggestions": move_suggestions(source, target),
        "roles": _move_scopes(source.slug, target.slug),
        "signposts": list(Topic.objects.filter(merged_into=source).values_list("pk", flat=True)),
        "names": _take_names(source, target),
    }
    Topic.objects.filter(merged_into=source).update(merged_into=target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    people = facts.pop("people")
    record("topic.merged", source, by=by, **facts)
    record("topic.took_in", target, by=by, topic=source.slug)
    touch_all(people)
    return target


@transaction.atomic
def undo_merge(source: Topic, *, by: Person) -> Topic:
    """Take a merged topic apart again: what moved moves back, as far as nobody changed it since. Who had said
    something about both gets both back; what was added since stays with the other topic."""
    require(may_edit_topics(by))
    source = lock(source)
    entry = next((line for line in history_of(source) if line.what == "topic.merged"), None)
    if not source.merged_into or not entry:
        raise Refused(_("This topic is not merged into another."))
    target, facts = lock(source.merged_into), entry.facts
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    for model, moved in (
        (Offer, facts["offers"]["moved"]),
        (Wish, facts["wishes"]["moved"]),
        (Suggestion, facts["suggestions"]),
    ):
        for start in range(0, len(moved), AT_A_TIME):
            model.objects.filter(pk__in=moved[start : start + AT_A_TIME], topic=target).update(topic=source)
    _give_back(Offer, facts["offers"]["combined"], source, target, "note")
    _give_back(Wish, facts["wishes"]["combined"], source, target, "context")
    Role.objects.filter(pk__in=facts["roles"], topic=target.slug).update(topic=source.slug)
    Topic.objects.filter(pk__in=facts["signposts"], merged_into=target).update(merged_into=source)
    _return_names(target, facts["names"])
    record("topic.unmerged", source, by=by, from_topic=target.slug)
    touch_all(_people_of(source))
    return source


def _people_of(topic: Topic) -> list[int]:
    """Everybody whose entry in the directory names the topic."""
    offering = Offer.objects.filter(topic=topic).values_list("person_id", flat=True)
    wishing = Wish.objects.filter(topic=topic).values_list("person_id", flat=True)
    return sorted({*offering, *wishing})


def _move_scopes(slug: str, new_slug: str) -> list[int]:
    """Ambassadors of the topic, and who would like to be one, go with it."""
    roles = list(Role.objects.filter(topic=slug).values_list("pk", flat=True))
    Role.objects.filter(topic=slug).update(topic=new_slug)
    Person.objects.filter(ambassador_wish=Person.Scope.TOPIC, ambassador_about=slug).update(ambassador_about=new_slug)
    return roles


def _take_names(source: Topic, target: Topic) -> dict[str, list[str]]:
    """The target answers to the source's names too; answers which were new to it."""
    added: dict[str, list[str]] = {}
    names = [(code, [label]) for code, label in source.labels.items()] + list(source.synonyms.items())
    for code, texts in names:
        known = {target.labels.get(code), *target.synonyms.get(code, [])}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            target.synonyms[code] = [*target.synonyms.get(code, []), *new]
            added[code] = [*added.get(code, []), *new]
    target.save(update_fields=["synonyms"])
    return added


def _return_names(target: Topic, added: dict[str, list[str]]) -> None:
    for code, texts in added.items():
        target.synonyms[code] = [text for text in target.synonyms.get(code, []) if text not in texts]
    target.synonyms = {code: texts for code, texts in target.synonyms.items() if texts}
    target.save(update_fields=["synonyms"])


def _give_back(model: Any, combined: list[dict[str, Any]], source: Topic, target: Topic, text: str) -> None:
    """The statement that was combined stands again beside the stronger one, with all that was said."""
    for codes in combined:
        kept = model.objects.filter(person_id=codes["person"], topic=target).first()
        if kept:
            facts = {name: value for name, value in codes.items() if name != "person"}
            model.objects.get_or_create(
                person_id=codes["person"], topic=source, defaults={**facts, text: getattr(kept, text)}
            )
