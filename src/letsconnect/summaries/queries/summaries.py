"""Brief summaries: what was written, who has agreed that it becomes public, and whom to ask for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import SESSION
from letsconnect.connections.queries.connections import places_of
from letsconnect.connections.queries.names import name_among_members, public_name
from letsconnect.ground.languages import direction
from letsconnect.people.models import Person
from letsconnect.summaries.models import Approval, Summary
from letsconnect.summaries.queries.next_steps import NextSteps, next_steps

ASKED_AFTER = timedelta(days=3)
ASKED_WITHIN = timedelta(days=30)  # later it would be no help to anybody's memory


def summary_of(connection: Connection) -> Summary | None:
    """The one summary of a connection, as it is now."""
    return Summary.objects.filter(connection=connection).first()


def met_before(connections: QuerySet[Connection]) -> QuerySet[Connection]:
    """Those that were agreed and did not fall through."""
    fell_through = Q(state=Connection.State.ENDED) | Q(pk__in=did_not_happen())
    return connections.filter(agreed_at__isnull=False).exclude(fell_through)


def did_not_happen() -> QuerySet[Summary, Any]:
    """The connections of which somebody in it said so."""
    return Summary.objects.filter(happened=False).values("connection")


def summed_up() -> QuerySet[Summary, Any]:
    """The connections that have a summary."""
    return Summary.objects.values("connection")


def summaries_of(connections: Iterable[Connection]) -> dict[int, Summary]:
    """The summaries there are, by connection."""
    return {one.connection_id: one for one in Summary.objects.filter(connection__in=list(connections))}


def has_words(summary: Summary) -> bool:
    """Whether there is something to read beside "it did not happen"."""
    return bool(summary.came_of_it or summary.did_not_work or summary.next_step)


def people_to_approve(connection: Connection) -> set[int]:
    """Primary keys of those whose story it is: everybody who was in it."""
    return set(connection.places.filter(answer=Place.Answer.YES).values_list("person_id", flat=True))


def approvals_of(summary: Summary) -> QuerySet[Approval]:
    """Those that hold for the words as they stand."""
    return summary.approvals.filter(version=summary.version).select_related("person")


def to_ask_for_summary(now: datetime) -> QuerySet[Connection]:
    """Sessions some days ago, and resources promised some days ago, that nobody has summed up and whose people were
    not asked yet. A connection that fell through is not asked about."""
    since, until = now - ASKED_WITHIN, now - ASKED_AFTER
    met = Q(starts_at__gt=since - SESSION, starts_at__lte=until - SESSION)
    promised = Q(starts_at=None, agreed_at__gt=since, agreed_at__lte=until)
    agreed = Connection.objects.filter(state=Connection.State.AGREED, summary_asked_at=None)
    return agreed.filter(met | promised).exclude(pk__in=summed_up())


def summaries_to_write(person: Person, now: datetime) -> QuerySet[Connection]:
    """Sessions, and resources promised days before, of this person in the last month that nobody has summed up yet,
    the newest first."""
    mine = Connection.objects.filter(places__person=person, places__answer=Place.Answer.YES)
    met = Q(starts_at__gt=now - ASKED_WITHIN, starts_at__lte=now - SESSION)
    promised = Q(starts_at=None, agreed_at__gt=now - ASKED_WITHIN, agreed_at__lte=now - ASKED_AFTER)
    over = mine.filter(met | promised, state=Connection.State.AGREED).exclude(pk__in=summed_up())
    return over.select_related("topic").order_by("-agreed_at")


@dataclass(frozen=True)
class Standing:
    """How the summary of a connection stands for one person in it. `mine`: their decision about these words;
    `waiting`: names of the others who have not decided for the card; `my_name`: how they would be named."""

    summary: Summary
    dir: str
    mine: Approval | None
    waiting: tuple[str, ...]
    my_name: str
    is_public: bool
    may_be_public: bool
    next: NextSteps


def standing_of(place: Place) -> Standing | None:
    """The summary as this person sees it; None while nobody has written one."""
    connection, summary = place.connection, summary_of(place.connection)
    if summary is None:
        return None
    agreed = {approval.person_id: approval for approval in approvals_of(summary)}
    others = [one for one in places_of(connection) if one.answer == Place.Answer.YES and one.pk != place.pk]
    return Standing(
        summary=summary,
        dir=direction(summary.language) if summary.language else "auto",
        mine=agreed.get(place.person_id),
        waiting=tuple(name_among_members(one.person) for one in others if one.person_id not in agreed),
        my_name=public_name(place.person),
        is_public=summary.public_at is not None,
        may_be_public=connection.state == Connection.State.AGREED and has_words(summary) and bool(others),
        next=next_steps(connection, summary),
    )
