"""Inviting people to a conversation: by the programme's round, or one person another (R54, R75-R76)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.connections.letters import tell_invited
from letsconnect.connections.models import Connection, Place, ProposedTime, TimeAnswer
from letsconnect.connections.models.connection import MOST_LEARNERS
from letsconnect.connections.queries.connections import live_places
from letsconnect.connections.rules import may_invite
from letsconnect.connections.signals import interpretation_wanted
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import are_kept_apart
from letsconnect.skills.models import Topic

ANSWER_WITHIN = timedelta(days=7)
ANSWER_BEFORE = timedelta(hours=24)  # of the last proposed time
NOTICE = timedelta(hours=36)  # the last proposed time is at least so far away, so that there is time to answer
MOST_TIMES = 3


@dataclass(frozen=True)
class Proposal:
    """An invitation to be sent. `times`: starts in UTC, at most three; none for a resource. `month`: any day of the
    month the places count in. `interpreted`: the two languages to interpret between, where there is no common one.
    `once`: a key of the intent; the same intent makes one connection however often it is sent."""

    topic: Topic
    sharer: Person
    learners: tuple[Person, ...]
    times: tuple[datetime, ...]
    month: date
    origin: str = Connection.Origin.PERSON
    kind: str = Connection.Kind.COFFEE
    language: str = ""
    interpreted: tuple[str, str] | None = None
    words: str = ""
    reasons: Sequence[dict[str, Any]] = field(default_factory=list)
    once: str = ""

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.sharer, *self.learners)


@transaction.atomic
def propose(proposal: Proposal, *, by: Person | None) -> Connection:
    """Invite everybody in the proposal; whoever invites has said yes to all its times. `by` None: the programme.

    Raises Refused, with words for whoever asked, when somebody cannot be invited now; then nothing has changed.
    """
    people = lock_people(proposal.people)
    known = Connection.objects.filter(intent=proposal.once).first() if proposal.once else None
    if known is not None:
        return known
    _require_possible(proposal, people)
    if by is not None:
        require(may_invite(by) and by in people)
        _require_allowed(proposal, people, by)
    connection = _written(proposal, by)
    record("connection.proposed", connection, by=by, topic=proposal.topic.slug, origin=proposal.origin)
    for place in connection.places.select_related("person"):
        if place.answer != Place.Answer.YES:
            tell_invited(place)
    return connection


def lock_people(people: Sequence[Person]) -> list[Person]:
    """The people as they are now, locked in one order for everybody, so that two invitations never wait crosswise
    and nobody's number is exceeded."""
    ids = {person.pk for person in people}
    found = list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if len(found) != len(people) or not 2 <= len(found) <= MOST_LEARNERS + 1:
        raise Refused(_("A conversation is for two to four different people."))
    return found


def lapse_of(asked_at: datetime, times: Sequence[datetime]) -> datetime:
    """When an invitation lapses: after seven days, or a day before its last time, whichever comes first."""
    within = asked_at + ANSWER_WITHIN
    return min(within, max(times) - ANSWER_BEFORE) if times else within


def wait_for_answers(connection: Connection, times: Sequence[datetime]) -> None:
    """Set from now on when the invitation lapses and, at half time, when its one reminder is due; not yet saved."""
    connection.asked_at = clock.now()
    connection.lapses_at = lapse_of(connection.asked_at, times)
    connection.nudge_at = connection.asked_at + (connection.lapses_at - connection.asked_at) / 2


def first_of_month(day: date) -> date:
    """The month a place counts in."""
    return date(day.year, day.month, 1)


def require_times(times: Sequence[datetime]) -> None:
    """One to three different times, all to come, the last far enough away for an answer."""
    if not times or len(set(times)) != len(times) or len(times) > MOST_TIMES:
        raise Refused(_("Propose one to three different times."))
    if min(times) <= clock.now() or max(times) < clock.now() + NOTICE:
        raise Refused(
            _("Propose at least one time that is a day and a half away or later: people need time to answer.")
        )


def has_room(person: Person, part: str, month: date) -> bool:
    """Whether the person wants one more connection in this part this month: their own number protects them."""
    limit = person.share_limit if part == Place.Part.SHARER else person.learn_limit
    return live_places(person, part, first_of_month(month)).count() < limit


def part_of(person: Person, proposal: Proposal) -> str:
    """Which part somebody has in the proposal."""
    return str(Place.Part.SHARER if person.pk == proposal.sharer.pk else Place.Part.LEARNER)


def _require_possible(proposal: Proposal, people: Sequence[Person]) -> None:
    if are_kept_apart(people) or not all(person.is_registered and person.is_claimed for person in people):
        raise Refused(_("One of these people cannot be invited at the moment."))
    if proposal.kind == Connection.Kind.COFFEE:
        require_times(proposal.times)


def _require_allowed(proposal: Proposal, people: Sequence[Person], by: Person) -> None:
    """What protects people from one another; a round keeps the same limits by its plan."""
    if by.is_away(clock.today()):
        raise Refused(_("You are taking a break. End it in your profile, then send the invitation."))
    for person in people:
        if has_room(person, part_of(person, proposal), proposal.month) and not person.is_away(clock.today()):
            continue
        if person.pk == by.pk:
            raise Refused(
                _("You have as many conversations this month as you wished for; change the number in your profile.")
            )
        raise Refused(_("One of them cannot take another conversation this month. Next month is a new one."))


def _written(proposal: Proposal, by: Person | None) -> Connection:
    connection = Connection(
        intent=proposal.once or None,
        topic=proposal.topic,
        origin=proposal.origin,
        kind=proposal.kind,
        asked_by=by,
        words=proposal.words,
        language=proposal.language,
        reasons=list(proposal.reasons),
        month=first_of_month(proposal.month),
    )
    wait_for_answers(connection, proposal.times)
    connection.save()
    times = [ProposedTime.objects.create(connection=connection, starts_at=at, by=by) for at in proposal.times]
    for person in proposal.people:
        _seat(connection, person, part_of(person, proposal), times if by and person.pk == by.pk else None)
    if proposal.interpreted:
        interpretation_wanted.send(Connection, connection=connection, languages=proposal.interpreted)
    return connection


def _seat(connection: Connection, person: Person, part: str, can: list[ProposedTime] | None) -> None:
    place = Place.objects.create(connection=connection, person=person, part=part)
    if can is not None:
        place.answer, place.answered_at = Place.Answer.YES, clock.now()
        place.save(update_fields=["answer", "answered_at"])
        TimeAnswer.objects.bulk_create(TimeAnswer(place=place, time=time) for time in can)
