"""The words of a phase."""

from collections import defaultdict

from django.db.models import Prefetch, QuerySet

from letsconnect.ground import clock
from letsconnect.programme.models import Passage, Phase
from letsconnect.programme.self_check import Outcome

ASKED = (Passage.Kind.QUESTION, Passage.Kind.EXCLUSION)


def current_phase() -> Phase:
    """The phase the programme is in."""
    return Phase.objects.get(is_current=True)


def all_phases() -> QuerySet[Phase]:
    """Every phase, the newest first."""
    return Phase.objects.all()


def words(*kinds: str) -> dict[str, list[Passage]]:
    """The current phase's passages of these kinds, by kind, in order. One query."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.filter(phase__is_current=True, kind__in=kinds):
        found[passage.kind].append(passage)
    return found


def some_of_today(passages: list[Passage], count: int) -> list[Passage]:
    """`count` neighbours out of a list, others each day, so that in time all are seen (R120)."""
    if len(passages) <= count:
        return passages
    first = clock.today().toordinal() * count % len(passages)
    return (passages + passages)[first : first + count]


def passages_of(phase: Phase) -> QuerySet[Passage]:
    """A phase's passages with the answers of its questions; answers themselves are left out."""
    return phase.passages.filter(parent=None).prefetch_related(
        Prefetch("answers", queryset=Passage.objects.order_by("position", "id"))
    )


def questions() -> list[Passage]:
    """The self-check's questions, then its exclusions, each with its answers."""
    asked = Passage.objects.filter(phase__is_current=True, kind__in=ASKED).prefetch_related("answers")
    return sorted(asked, key=lambda question: (ASKED.index(Passage.Kind(question.kind)), question.position))


def known_answers(phase: Phase) -> dict[str, list[str]]:
    """Question -> its answers, by slug: what a rule of this phase may name."""
    asked = phase.passages.filter(kind__in=ASKED).prefetch_related("answers")
    return {question.slug: [answer.slug for answer in question.answers.all()] for question in asked}


def as_outcome(passage: Passage) -> Outcome:
    """The passage as the self-check's rules take it."""
    return Outcome(passage.slug, passage.verdict, passage.when)


def places_named(outcomes: list[Passage], places: list[Passage]) -> list[Passage]:
    """The hand-over places of these outcomes, each once, in the order the outcomes name them."""
    by_slug = {place.slug: place for place in places}
    slugs = dict.fromkeys(slug for outcome in outcomes for slug in outcome.places)
    return [by_slug[slug] for slug in slugs if slug in by_slug]


def outcomes_relying_on(passage: Passage) -> list[Passage]:
    """The outcomes that name this question, answer or place."""
    outcomes = passage.phase.passages.filter(kind=Passage.Kind.OUTCOME)
    return [outcome for outcome in outcomes if _names(outcome, passage)]


def _names(outcome: Passage, passage: Passage) -> bool:
    if passage.kind == Passage.Kind.PLACE:
        return passage.slug in outcome.places
    if passage.kind == Passage.Kind.ANSWER and passage.parent:
        return any(passage.slug in alternative.get(passage.parent.slug, []) for alternative in outcome.when)
    return passage.kind in ASKED and any(passage.slug in alternative for alternative in outcome.when)


def editable() -> QuerySet[Passage]:
    """The current phase's passages."""
    return Passage.objects.filter(phase__is_current=True).select_related("phase", "parent")


def sections_of(phase: Phase) -> list[tuple[str, str, list[Passage]]]:
    """What the editor lists: kind, its heading, its passages."""
    rows: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages_of(phase):
        rows[passage.kind].append(passage)
    return [(kind, str(label), rows[kind]) for kind, label in Passage.Kind.choices if kind != Passage.Kind.ANSWER]
