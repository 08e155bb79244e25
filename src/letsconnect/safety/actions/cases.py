"""What the case team does with a report that was sealed to them."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.people.models import Person
from letsconnect.safety.actions.reports import give_seats
from letsconnect.safety.models import Message, Reading, Report, TeamKey
from letsconnect.safety.queries.keys import keys_in_use
from letsconnect.safety.queries.reports import seat_of
from letsconnect.safety.rules import may_read_report
from letsconnect.safety.sealing import WrongKeyError, digest, seal_words, unlock, unseal, unseal_words


@dataclass(frozen=True)
class Line:
    """One message of a report, opened."""

    message: Message
    words: dict[str, Any]


def open_report(report: Report, passphrase: str, *, by: Person) -> list[Line]:
    """Open a report for the length of this call; the reading is written down before a word is shown."""
    private = _key_of_report(report, passphrase, by)
    unread = Report.objects.filter(pk=report.pk, status=Report.Status.RECEIVED)
    unread.update(status=Report.Status.READ, changed_at=clock.now())
    report.refresh_from_db()
    return [Line(message, unseal_words(bytes(message.sealed), private)) for message in report.messages.all()]


def _key_of_report(report: Report, passphrase: str, by: Person) -> bytes:
    """The report's private key. Written down whether or not the passphrase was right."""
    require(may_read_report(by, report))
    seat = seat_of(by, report)
    try:
        private = unseal(bytes(seat.sealed), unlock(bytes(seat.key.locked), passphrase)) if seat else None
    except WrongKeyError:
        private = None
    with transaction.atomic():
        Reading.objects.create(report=report, by=by, at=clock.now(), opened=private is not None)
        record("safety.read" if private else "safety.not_opened", report, by=by)
    if private is None:
        raise Refused(_("This passphrase does not open it."))
    return private


@transaction.atomic
def answer(report: Report, text: str, *, once: str, by: Person) -> None:
    """Answer who reported; they read it with their code."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    require(may_read_report(by, report))
    words = {"what": text}
    Message.objects.get_or_create(
        report=report,
        digest=digest(once, words),
        defaults={
            "by": by,
            "at": clock.now(),
            "sealed": seal_words(words, bytes(report.public)),
            "sealed_for_code": seal_words(words, bytes(report.code_public)),
        },
    )
    _move(report, Report.Status.CONTACT)
    record("safety.answered", report, by=by)


@transaction.atomic
def set_status(report: Report, status: str, *, by: Person) -> None:
    report = Report.objects.select_for_update().get(pk=report.pk)
    require(may_read_report(by, report))
    _move(report, status)
    record("safety.status_set", report, by=by, status=status)


@transaction.atomic
def set_keep(report: Report, keep: bool, *, by: Person) -> None:
    """Keep a closed report beyond its time, or no longer."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    require(may_read_report(by, report))
    report.keep = keep
    report.save(update_fields=["keep"])
    record("safety.keep_set", report, by=by, keep=keep)


def share_report(report: Report, passphrase: str, *, with_key: TeamKey, by: Person) -> None:
    """Let one more person of the case team read it: its key is sealed to theirs. Who was left out stays out."""
    private = _key_of_report(report, passphrase, by)
    first = report.messages.order_by("id").first()
    left_out = unseal_words(bytes(first.sealed), private).get("left_out", []) if first else []
    require(keys_in_use().filter(pk=with_key.pk).exists())
    if with_key.person.public_id in left_out:
        raise Refused(_("Who reported asked that this person does not read it."))
    with transaction.atomic():
        give_seats(report, private, [with_key])
        record("safety.shared", report, by=by, key=with_key.pk)


@transaction.atomic
def leave_report(report: Report, *, by: Person) -> None:
    """Stop reading a report; somebody must remain who can."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    require(may_read_report(by, report))
    if not report.seats.filter(key__in=keys_in_use()).exclude(key__person=by).exists():
        raise Refused(_("Nobody else reads this. Let somebody else read it first."))
    report.seats.filter(key__person=by).delete()
    record("safety.left", report, by=by)


def _move(report: Report, status: str) -> None:
    report.status = status
    report.changed_at = clock.now()
    report.save(update_fields=["status", "changed_at"])
