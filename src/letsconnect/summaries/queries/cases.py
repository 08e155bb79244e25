"""Public case cards: what everybody in a connection agreed to tell the world, and nothing else.

Never a date, a region, a country or a group; a name only of those who chose to be named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.names import public_name
from letsconnect.ground import clock
from letsconnect.ground.languages import direction, language_name
from letsconnect.people.audience import Audience
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from letsconnect.summaries.models import Approval, Summary


@dataclass(frozen=True)
class Credit:
    """Somebody who chose to be named on the card."""

    public_id: str
    name: str


@dataclass(frozen=True)
class Case:
    """A case as everybody reads it. `language` and `dir`: of the words."""

    public_id: str
    topic: Topic
    happened: bool
    came_of_it: str
    did_not_work: str
    next_step: str
    language: str
    dir: str
    names: tuple[Credit, ...]
    is_example: bool


def public_cases() -> QuerySet[Summary]:
    """Summaries that everybody in it made public, of conversations that were not called off, the newest first."""
    return (
        Summary.objects.filter(public_at__isnull=False, connection__state=Connection.State.AGREED)
        .select_related("connection__topic")
        .prefetch_related(
            Prefetch("approvals", queryset=Approval.objects.select_related("person").order_by("pk")),
            Prefetch("connection__places", queryset=Place.objects.select_related("person")),
        )
        .order_by("-public_at", "-pk")
    )


def cases_about(*, topic: str = "", language: str = "", person: str = "") -> QuerySet[Summary]:
    """Public cases on a topic (slug), in a language, or on which this person (public id) chose to be named."""
    found = public_cases()
    if topic:
        found = found.filter(connection__topic__slug=topic)
    if language:
        found = found.filter(language=language)
    if person:
        named = Approval.objects.filter(_names(), person__public_id=person).values("summary")
        found = found.filter(pk__in=named)
    return found


def case_of(summary: Summary) -> Case:
    """The card. Names follow what people say today: a name one hides, or an account that is closed, goes at once."""
    named = [_credit(one) for one in summary.approvals.all() if one.credited and one.version == summary.version]
    return Case(
        public_id=summary.connection.public_id,
        topic=summary.connection.topic,
        happened=summary.happened,
        came_of_it=summary.came_of_it,
        did_not_work=summary.did_not_work,
        next_step=summary.next_step,
        language=summary.language,
        dir=direction(summary.language) if summary.language else "auto",
        names=tuple(credit for credit in named if credit),
        is_example=any(place.person.is_demo for place in summary.connection.places.all()),
    )


def topics_with_cases() -> list[Topic]:
    """The topics some public case is about, by their names in the reader's language."""
    topics = Topic.objects.filter(pk__in=public_cases().order_by().values("connection__topic"))
    return sorted(topics, key=str)


def languages_with_cases() -> list[tuple[str, str]]:
    """The languages public cases are written in: code and name."""
    codes: Iterable[str] = public_cases().order_by().exclude(language="").values_list("language", flat=True).distinct()
    return sorted(((code, language_name(code)) for code in codes), key=lambda pair: pair[1])


def lesson_of_today() -> Case | None:
    """A case that says what did not work; another each day, so that in time all are seen. No examples."""
    told = public_cases().exclude(did_not_work="").exclude(connection__places__person__is_demo=True)
    ids = list(told.order_by("pk").values_list("pk", flat=True))
    return case_of(told.get(pk=ids[clock.today().toordinal() % len(ids)])) if ids else None


def _names() -> Q:
    told = Q(person__chosen_name_audience__gte=Audience.MEMBERS) & ~Q(person__chosen_name="")
    told |= Q(person__username_audience__gte=Audience.MEMBERS) & Q(person__username__gt="")
    return told & Q(credited=True, version=F("summary__version"), person__is_active=True, person__suspended_at=None)


def _credit(approval: Approval) -> Credit | None:
    person: Person = approval.person
    name = public_name(person) if person.is_registered else ""
    return Credit(person.public_id, name) if name else None
