"""Tables: a sharer says when they talk about a topic, learners take a seat (R76)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.connections.actions.proposing import first_of_month, has_room
from letsconnect.connections.actions.telling import note_clock, tell_the_time
from letsconnect.connections.letters import tell_seat_taken
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.models.connection import MOST_LEARNERS
from letsconnect.connections.queries.connections import places_of, sessions_at
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.inviting.rules import may_open_table, may_sit_down_again, may_take_a_seat
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import are_kept_apart
from letsconnect.skills.models import Topic

State = Connection.State


@dataclass(frozen=True)
class Table:
    """A conversation on offer: one date (UTC), one to three seats. `once` is a key of the intent."""

    topic: Topic
    starts_at: datetime
    seats: int = MOST_LEARNERS
    language: str = ""
    words: str = ""
    once: str = ""


@transaction.atomic
def open_table(offered: Table, *, by: Person) -> Connection:
    """Offer a conversation on one date with one to three seats. Each date is a table of its own."""
    require(may_open_table(by))
    sharer = lock(by)
    known = Connection.objects.filter(intent=offered.once).first() if offered.once else None
    if known is not None:
        return known
    if offered.starts_at <= clock.now():
        raise Refused(_("This time has passed. Choose one that is to come."))
    if sharer.is_away(offered.starts_at.date()):
        raise Refused(_("You take a break on that day. Choose a later one, or end the break."))
    if sessions_at([sharer], offered.starts_at).exists():
        raise Refused(_("You already have a conversation at that time."))
    now = clock.now()
    table = Connection.objects.create(
        intent=offered.once or None,
        topic=offered.topic,
        origin=Connection.Origin.TABLE,
        state=State.OPEN,
        asked_by=sharer,
        words=offered.words,
        language=offered.language,
        month=first_of_month(offered.starts_at.date()),
        seats=offered.seats,
        starts_at=offered.starts_at,
        asked_at=now,
    )
    Place.objects.create(
        connection=table, person=sharer, part=Place.Part.SHARER, answer=Place.Answer.YES, answered_at=now
    )
    record("table.opened", table, by=by, topic=offered.topic.slug)
    return table


@transaction.atomic
def open_tables(offered: Sequence[Table], *, by: Person) -> list[Connection]:
    """Several dates at once: all of them or none."""
    return [open_table(one, by=by) for one in offered]


@transaction.atomic
def take_a_seat(table: Connection, *, by: Person) -> Connection:
    """Sit down at a table. Raises Refused when the last seat has just gone. Safe to repeat."""
    table = lock(table)
    mine = Place.objects.filter(connection=table, person=by).first()
    if mine is not None and mine.answer == Place.Answer.YES:
        return table
    _require_seat(table, by)
    require(may_take_a_seat(by, table) if mine is None else may_sit_down_again(by, table))
    _sit_down(table, by)
    return table


def _require_seat(table: Connection, by: Person) -> None:
    sitting = [place.person for place in places_of(table) if place.answer == Place.Answer.YES]
    learner = lock(by)
    if not table.is_live or table.starts_at is None or table.starts_at <= clock.now():
        raise Refused(_("This table is closed."))
    is_full = len(sitting) > table.seats or sitting[0].is_away(table.starts_at.date())
    if is_full or are_kept_apart([*sitting, learner]):  # said alike: why is nobody else's business
        raise Refused(_("All seats are taken. Other tables may have one, or ask for a conversation of your own."))
    if sessions_at([learner], table.starts_at, besides=table).exists():
        raise Refused(_("You already have a conversation at that time."))
    if not has_room(learner, Place.Part.LEARNER, table.month):
        raise Refused(
            _("You have as many conversations this month as you wished for; change the number in your profile.")
        )


def _sit_down(table: Connection, by: Person) -> None:
    now = clock.now()
    place, _new = Place.objects.update_or_create(
        connection=table,
        person=by,
        defaults={"part": Place.Part.LEARNER, "answer": Place.Answer.YES, "answered_at": now},
    )
    table.state, table.agreed_at = State.AGREED, table.agreed_at or now
    table.sequence += 1
    table.save(update_fields=["state", "agreed_at", "sequence"])
    record("table.seat_taken", table, by=by)
    place.connection = table
    tell_the_time(place)
    for other in places_of(table):
        if other.person_id != by.pk and other.answer == Place.Answer.YES:
            tell_seat_taken(other)
            note_clock(other)
