"""What waits for a person who is signed in, the most pressing first. Each thing has one door."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import waiting_for_answer
from letsconnect.connections.queries.reminding import sessions_to_come
from letsconnect.connections.queries.whens import when
from letsconnect.ground import clock
from letsconnect.interpreting.queries import has_tasks
from letsconnect.people.models import Person
from letsconnect.people.queries.audiences import fields_to_ask_about
from letsconnect.people.queries.freshness import is_stale
from letsconnect.people.queries.policies import policies_owed
from letsconnect.summaries.queries.summaries import summaries_to_write

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what it is, why, and the door to it."""

    title: str
    text: str
    href: str
    door: str


def waiting_for(person: Person) -> list[Waiting]:
    """Unfinished registration, an imported profile to confirm, a name, promises to read, a question about the country;
    invitations and sessions in order of time; a summary to write, words that grew old."""
    if person.registered_at is None:
        return [_registration()]
    found = [] if person.confirmed_at else [_imported_profile()]
    if person.confirmed_at and not person.name:
        found.append(_no_name())
    if policies_owed(person):
        found.append(_promises())
    if fields_to_ask_about(person):
        found.append(_country_no_longer_hidden())
    found += _conversations(person)
    found += [_summary(connection) for connection in summaries_to_write(person, clock.now())]
    if has_tasks(person, clock.now()):
        found.append(_interpreting())
    if person.confirmed_at and is_stale(person):
        found.append(_old_words())
    return found


def _registration() -> Waiting:
    return Waiting(
        _("Finish joining"),
        _("Two short answers are enough: one thing you could share, one thing you want to learn."),
        "/register/",
        _("Answer two questions"),
    )


def _imported_profile() -> Waiting:
    return Waiting(
        _("Is this still you?"),
        _("You registered before, and we brought your answers here. Until you confirm them, few people see them."),
        "/me/",
        _("Look at my answers"),
    )


def _no_name() -> Waiting:
    return Waiting(
        _("Others cannot find you yet"),
        _("You have no name here yet, so only the team can find you. Any name will do; nobody asks for a real one."),
        "/me/name/",
        _("Give a name"),
    )


def _promises() -> Waiting:
    return Waiting(
        _("Two promises we all make"),
        _("The Universal Code of Conduct and the Friendly Space Policy hold in every space. Please read them once."),
        "/me/conduct/",
        _("Read and confirm"),
    )


def _country_no_longer_hidden() -> Waiting:
    return Waiting(
        _("Who may see your country?"),
        _(
            "So far this site never showed your country to everyone. This no longer holds. What you had opened to "
            "everyone is open to members now, until you choose."
        ),
        "/me/audiences/",
        _("Choose who sees what"),
    )


def _conversations(person: Person) -> list[Waiting]:
    """Invitations by when they lapse, sessions by when they begin, together."""
    now = clock.now()
    asked = [(place.connection.lapses_at or now, _invitation(place)) for place in waiting_for_answer(person)]
    agreed = sessions_to_come(now).filter(person=person, connection__starts_at__lt=now + SOON)
    coming = [(place.connection.starts_at or now, _session(place)) for place in agreed]
    return [thing for _at, thing in sorted(asked + coming, key=lambda pair: pair[0])]


def _invitation(place: Place) -> Waiting:
    return Waiting(
        _("You are invited: %(topic)s") % {"topic": place.connection.topic},
        _("Yes, other times, or not this time: each is fine."),
        reverse("connections:connection", args=[place.connection.public_id]),
        _("Answer the invitation"),
    )


def _session(place: Place) -> Waiting:
    starts_at = place.connection.starts_at or clock.now()
    told = when(starts_at, place.person)
    return Waiting(
        _("You meet: %(topic)s") % {"topic": place.connection.topic},
        _("%(day)s, %(start)s to %(until)s, %(zone)s")
        % {"day": told.day, "start": told.time, "until": told.until, "zone": told.zone},
        reverse("connections:connection", args=[place.connection.public_id]),
        _("When, where and with whom"),
    )


def _summary(connection: Connection) -> Waiting:
    return Waiting(
        _("What came of it? %(topic)s") % {"topic": connection.topic},
        _("You met not long ago. One line is enough, by any of you; also if it did not happen."),
        reverse("summaries:summary", args=[connection.public_id]),
        _("Write a brief summary"),
    )


def _interpreting() -> Waiting:
    return Waiting(
        _("You interpret soon"),
        _("Somebody counts on your languages. See what to prepare, and when."),
        reverse("interpreting:mine"),
        _("Where you interpret"),
    )


def _old_words() -> Waiting:
    return Waiting(
        _("Still true?"),
        _("You last told us about yourself more than three months ago. Others find you by these words."),
        "/me/",
        _("Look at my profile"),
    )
