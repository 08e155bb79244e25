"""What waits for a person who is signed in, the most pressing first. Each thing has one door."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection
from letsconnect.connections.queries.interpretation import has_tasks
from letsconnect.connections.queries.summaries import summaries_to_write
from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.people.queries.freshness import is_stale
from letsconnect.people.queries.policies import policies_owed


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what it is, why, and the door to it."""

    title: str
    text: str
    href: str
    door: str


def waiting_for(person: Person) -> list[Waiting]:
    """Unfinished registration, an imported profile to confirm, promises to read, a summary to write, words that grew
    old."""
    if person.registered_at is None:
        return [_registration()]
    found = [] if person.confirmed_at else [_imported_profile()]
    if policies_owed(person):
        found.append(_promises())
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


def _promises() -> Waiting:
    return Waiting(
        _("Two promises we all make"),
        _("The Universal Code of Conduct and the Friendly Space Policy hold in every space. Please read them once."),
        "/me/conduct/",
        _("Read and confirm"),
    )


def _summary(connection: Connection) -> Waiting:
    return Waiting(
        _("What came of it? %(topic)s") % {"topic": connection.topic},
        _("You met not long ago. One line is enough, by any of you; also if it did not happen."),
        reverse("connections:summary", args=[connection.public_id]),
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
