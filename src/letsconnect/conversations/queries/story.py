"""A connection as a small story: what has been, and the one next step of whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock

Answer, State = Place.Answer, Connection.State
WILLING = (Answer.YES, Answer.OTHER)


@dataclass(frozen=True)
class Step:
    """One step of the story."""

    label: str
    done: bool
    current: bool = False


@dataclass(frozen=True)
class Next:
    """The one next step: how it stands, and the door. No door: there is nothing to do but wait."""

    text: str
    href: str = ""
    door: str | Promise = ""


def is_over(connection: Connection, now: datetime | None = None) -> bool:
    """Its session has ended (a resource: it was promised)."""
    ends_at = connection.ends_at
    return connection.state == State.AGREED and (ends_at is None or ends_at <= (now or clock.now()))


def has_begun(connection: Connection) -> bool:
    """Its session is going on, or over."""
    return connection.state == State.AGREED and connection.starts_at is not None and connection.starts_at <= clock.now()


def can_be_moved(connection: Connection) -> bool:
    """There is a time to move, and it is not a table's: that one is the sharer's offer."""
    return connection.starts_at is not None and connection.origin != Connection.Origin.TABLE


def everybody_answered(places: Sequence[Place]) -> bool:
    """Nobody's answer is missing."""
    return all(place.answer != Answer.NONE for place in places)


def steps_of(connection: Connection, places: Sequence[Place], *, summed_up: bool) -> list[Step]:
    """Proposed, accepted, time agreed, met, summary: what is done, and which comes next. `summed_up`: somebody in it
    has written the brief summary."""
    agreed = connection.state == State.AGREED
    is_resource = connection.kind == Connection.Kind.RESOURCE
    told = [
        (pgettext("step of a connection", "Invited"), True),
        (pgettext("step of a connection", "Everybody has answered"), agreed or everybody_answered(places)),
        (pgettext("step of a connection", "A time is agreed"), agreed),
        (pgettext("step of a connection", "You met"), is_over(connection)),
        (pgettext("step of a connection", "Brief summary"), summed_up),
    ]
    if is_resource:
        told[2:4] = [(pgettext("step of a connection", "Agreed to share"), agreed)]
    coming = next((number for number, (_label, done) in enumerate(told) if not done), None)
    if connection.state == State.ENDED:
        coming = None
    return [Step(label, done, number == coming) for number, (label, done) in enumerate(told)]


def next_step(place: Place, places: Sequence[Place], *, summed_up: bool) -> Next:
    """What this person can do next, one thing."""
    connection = place.connection
    page = reverse("connections:connection", args=[connection.public_id])
    if connection.state == State.ENDED or place.answer == Answer.NO:
        return Next(
            _("It does not take place. The hour is yours again; there are other people to meet."),
            reverse("directory:people"),
            _("Find people"),
        )
    if connection.state == State.PROPOSED:
        return _before_it_is_agreed(place, places, page)
    if connection.state == State.OPEN:
        return Next(_("Your table is open. As soon as somebody sits down, you get a letter."), page, _("Look at it"))
    return _once_agreed(connection, page, summed_up=summed_up)


def _before_it_is_agreed(place: Place, places: Sequence[Place], page: str) -> Next:
    if place.answer == Answer.NONE and place.connection.moving:
        return Next(
            _("The agreed time is given up, and new ones are proposed. Which of them suits you?"),
            f"{page}#answer",
            _("Answer"),
        )
    if place.answer == Answer.NONE:
        return Next(_("Your answer is awaited: yes, other times, or not this time."), f"{page}#answer", _("Answer"))
    if everybody_answered(places):
        others = reverse("connections:other_times", args=[place.connection.public_id])
        return Next(
            _("Everybody would like to come, and none of the times suits you all."), others, _("Propose other times")
        )
    return Next(
        _("You have answered. As soon as the others have, too, you get a letter."), f"{page}#answer", _("Change it")
    )


def _once_agreed(connection: Connection, page: str, *, summed_up: bool) -> Next:
    summary = reverse("summaries:summary", args=[connection.public_id])
    if summed_up:
        return Next(_("A brief summary is written. Thank you."), summary, _("Read it, and see what next"))
    if is_over(connection):
        return Next(_("What came of it? One line is enough; also if it did not happen."), summary, _("Write a line"))
    if has_begun(connection):
        return Next(_("It is now. Have a good conversation."), f"{page}#place", _("Go to where you meet"))
    return Next(_("It is agreed. Good to have it in your calendar."), f"{page}#place", _("See when and where"))
