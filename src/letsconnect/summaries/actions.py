"""The brief summary (R92): one for everybody in it, changed by any of them until it is public; and its approval.

Nobody must approve, and nothing follows from not doing so: "it stays between us" is a fine end.
"""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.ground.locking import lock
from letsconnect.people.models import Person
from letsconnect.people.queries.blocks import are_kept_apart
from letsconnect.summaries.letters import ask_for_summary
from letsconnect.summaries.models import Approval, Summary
from letsconnect.summaries.queries.summaries import approvals_of, has_words, people_to_approve, summary_of
from letsconnect.summaries.rules import may_approve, may_summarise


@dataclass(frozen=True)
class Words:
    """What a summary says. `happened` False: we tried and it did not happen, which counts."""

    happened: bool = True
    came_of_it: str = ""
    did_not_work: str = ""
    next_step: str = ""
    language: str = ""


class ChangedMeanwhile(Refused):
    """Somebody else in it changed the words since this person read them; `now` is what they say now."""

    def __init__(self, now: Summary) -> None:
        self.now = now
        super().__init__(_("Somebody in it changed the summary while you were writing. Nothing you wrote is lost."))


@transaction.atomic
def write_summary(connection: Connection, words: Words, *, seen: int, by: Person) -> Summary:
    """Write or change the words. `seen`: the version this person had before them (0: none). Changing the words takes
    back everybody's approvals. Safe to repeat."""
    connection = lock(connection)
    require(may_summarise(by, connection))
    summary = summary_of(connection)
    if summary is not None and _says(summary) == words:
        return summary
    if summary is not None and summary.version != seen:
        raise ChangedMeanwhile(summary)
    _require_changeable(summary, words)
    summary = summary or Summary(connection=connection, version=0)
    for name, value in asdict(words).items():
        setattr(summary, name, value)
    summary.version += 1
    summary.written_by, summary.written_at = by, clock.now()
    summary.save()
    summary.approvals.all().delete()
    record("summary.written", connection, by=by, version=summary.version)
    return summary


@transaction.atomic
def approve(connection: Connection, *, version: int, credited: bool, by: Person) -> Summary:
    """Agree that this version of the words becomes a public case card, named on it or not. It is public once everybody
    in it has agreed. Safe to repeat; the choice of being named can be changed at any time."""
    connection = lock(connection)
    require(may_approve(by, connection))
    summary = summary_of(connection)
    if summary is None or summary.version != version:
        raise Refused(_("The words were changed meanwhile. Read them again, then decide."))
    require(has_words(summary))
    Approval.objects.update_or_create(
        summary=summary, person=by, defaults={"version": version, "credited": credited, "at": clock.now()}
    )
    record("summary.approved", connection, by=by, version=version, credited=credited)
    if summary.public_at is None and people_to_approve(connection) <= _agreed(summary):
        summary.public_at = clock.now()
        summary.save(update_fields=["public_at"])
        record("case.published", connection, by=None)
    return summary


@transaction.atomic
def withdraw_approval(connection: Connection, *, by: Person) -> None:
    """Take one's approval back; the card is gone at once. Always possible for whoever has approved; safe to repeat."""
    connection = lock(connection)
    summary = summary_of(connection)
    mine = Approval.objects.filter(summary=summary, person=by) if summary else Approval.objects.none()
    if summary is None or not mine.delete()[0]:
        return
    record("summary.approval_withdrawn", connection, by=by)
    if summary.public_at is not None:
        summary.public_at = None
        summary.save(update_fields=["public_at"])
        record("case.unlisted", connection, by=by)


@transaction.atomic
def ask_what_came_of_it(connection: Connection) -> None:
    """Ask everybody who was in it, once, for the brief summary. Not where two of them are kept apart meanwhile."""
    connection = lock(connection)
    if connection.summary_asked_at is not None or summary_of(connection) is not None:
        return
    connection.summary_asked_at = clock.now()
    connection.save(update_fields=["summary_asked_at"])
    places = [place for place in places_of(connection) if place.answer == Place.Answer.YES]
    if not are_kept_apart(place.person for place in places):
        for place in places:
            ask_for_summary(place)


def forget_words(person: Person) -> None:
    """The summaries written by somebody who leaves."""
    Summary.objects.filter(written_by=person).delete()


def _says(summary: Summary) -> Words:
    return Words(**{name: getattr(summary, name) for name in asdict(Words())})


def _agreed(summary: Summary) -> set[int]:
    return {approval.person_id for approval in approvals_of(summary)}


def _require_changeable(summary: Summary | None, words: Words) -> None:
    if words.happened and not (words.came_of_it or words.did_not_work or words.next_step):
        raise Refused(_("Any one of the three lines is enough."))
    if summary is not None and summary.public_at is not None:
        raise Refused(_("These words are public. Whoever takes their approval back can change them."))
