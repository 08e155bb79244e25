"""Sending a round: each connection becomes an invitation in one piece, or not at all.

A row is marked first and sent by the task; whoever sends may die at any point and another goes on where it stopped.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from letsconnect.connections.actions.proposing import MOST_TIMES, NOTICE, Proposal, has_room, lock_people, propose
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import sessions_at
from letsconnect.connections.times import Week, moment_of, suits
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.index.queries.entries import free_hours
from letsconnect.matching.queries.entrants import is_paused
from letsconnect.matching.queries.still import still_holds
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import are_kept_apart
from letsconnect.rounds.actions.writing import write_edit
from letsconnect.rounds.models import Round, RoundConnection, RoundEdit
from letsconnect.rounds.rules import may_send
from letsconnect.skills.models import Topic

State, Skipped = RoundConnection.State, RoundConnection.Skipped


@transaction.atomic
def send(round_: Round, numbers: Collection[int] | None, *, by: Person) -> int:
    """Mark these connections (None: all) to be sent; answers how many were not marked or sent before. What two
    members of the team mark at once is sent once."""
    round_ = lock(round_)
    require(may_send(by, round_))
    return mark(round_, numbers, by=by)


def mark(round_: Round, numbers: Collection[int] | None, *, by: Person | None) -> int:
    """The same within the caller's transaction, on a locked round. `by` None: the round, by itself."""
    rows = round_.connections.filter(state=State.PROPOSED)
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    marked = sorted(rows.values_list("number", flat=True))
    if not marked:
        return 0
    rows.update(state=State.SENDING)
    if round_.state == Round.State.PLANNED:
        round_.state = Round.State.SENT
        round_.save(update_fields=["state"])
    write_edit(round_, RoundEdit.Kind.SENT, by=by, numbers=marked)
    record("round.sent", round_, by=by, count=len(marked))
    return len(marked)


@transaction.atomic
def send_one(proposed: RoundConnection) -> None:
    """Turn one marked connection into an invitation, or write down why not. Safe to repeat."""
    proposed = lock(proposed)
    if proposed.state != State.SENDING:
        return
    try:
        with transaction.atomic():
            proposed.connection = propose(_proposal(proposed), by=None)
        proposed.state = State.SENT
    except Unsendable as why:
        proposed.state, proposed.skipped = State.SKIPPED, why.code
    except Refused:
        proposed.state, proposed.skipped = State.SKIPPED, Skipped.APART
    proposed.save(update_fields=["state", "skipped", "connection"])


class Unsendable(Exception):
    """Why a connection cannot be sent now, one of RoundConnection.Skipped."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _proposal(proposed: RoundConnection) -> Proposal:
    """The invitation as it would be sent now. Raises Unsendable. The people are held until it is written: nobody else
    fills the places that are counted here."""
    facts, round_ = proposed.facts, proposed.round
    found = list(Person.objects.filter(public_id__in=proposed.people))
    topic = Topic.objects.select_related("merged_into").filter(slug=facts["topic"]).first()
    if len(found) != len(proposed.people) or topic is None:
        raise Unsendable(Skipped.GONE)
    topic = topic.merged_into or topic
    people = {one.public_id: one for one in lock_people(found)}
    sharer, learners = people[facts["sharer"]], tuple(people[name] for name in facts["learners"])
    _require_willing(round_, sharer, learners)
    spoken = [facts["language"]] if facts["language"] else facts["interpretation"] or []
    if not still_holds(topic, sharer, learners, spoken):
        raise Unsendable(Skipped.CHANGED)
    times = concrete_times(proposed, list(people.values()))
    if not times:
        raise Unsendable(Skipped.NO_TIME)
    return Proposal(
        topic=topic,
        sharer=sharer,
        learners=learners,
        times=tuple(times),
        month=round_.month,
        origin=Connection.Origin.ROUND,
        language=facts["language"] or "",
        interpreted=tuple(facts["interpretation"]) if facts["interpretation"] else None,
        reasons=facts["reasons"],
        once=f"round:{round_.pk}:{proposed.number}",
    )


def _require_willing(round_: Round, sharer: Person, learners: Sequence[Person]) -> None:
    people = (sharer, *learners)
    if not all(person.is_registered for person in people):
        raise Unsendable(Skipped.GONE)
    if any(is_paused(person, round_.month) for person in people):
        raise Unsendable(Skipped.PAUSED)
    if are_kept_apart(people):
        raise Unsendable(Skipped.APART)
    rooms = [has_room(sharer, Place.Part.SHARER, round_.month)]
    rooms += [has_room(learner, Place.Part.LEARNER, round_.month) for learner in learners]
    if not all(rooms):
        raise Unsendable(Skipped.FULL)


def concrete_times(proposed: RoundConnection, people: Sequence[Person]) -> list[datetime]:
    """At most three moments: the planned one and its alternatives, in the planned week or the next that has room.
    Each is far enough away, inside everybody's hours as they are now on that very day, and beside what they already
    agreed."""
    facts, round_ = proposed.facts, proposed.round
    weeks = [Week(free_hours(one.hours, one.never_nights), one.time_zone or "UTC") for one in people]
    found: list[datetime] = []
    for slot in (facts["slot"], *facts["alternatives"]):
        for week in (*range(facts["week"], round_.weeks), *range(facts["week"])):
            at = moment_of(round_.monday, week, slot)
            soon = at < clock.now() + NOTICE
            if not soon and at not in found and suits(weeks, at) and not sessions_at(people, at).exists():
                found.append(at)
                break
    return sorted(found[:MOST_TIMES])
