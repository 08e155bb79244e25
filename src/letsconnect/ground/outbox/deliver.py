"""Sending what waits in the outbox: at least once, and in effect once, because every copy has the same Message-ID."""

import logging
import smtplib
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import OperationalError
from django.db.models import F, Q

from letsconnect.ground import clock
from letsconnect.ground.calendars import REQUEST
from letsconnect.ground.models import OutgoingLetter

State = OutgoingLetter.State
AT_ONCE = 50
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
PATIENCE, PATIENCE_WITH_SECRETS = timedelta(days=5), timedelta(minutes=30)
log = logging.getLogger(__name__)


class PostOfficeClosed(Exception):  # it is a state of the mail server, not of a letter
    """The mail server cannot be reached or does not let us in; no letter is to blame."""


def due_letters() -> list[int]:
    """Ids of the letters that may go now, oldest first."""
    due = Q(due_at=None) | Q(due_at__lte=clock.now())
    waiting = OutgoingLetter.objects.filter(due, state=State.WAITING, channel="email")
    return list(waiting.order_by("id").values_list("pk", flat=True)[:AT_ONCE])


def deliver_due(worker: str, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, over one connection; answers how many letters left. Raises PostOfficeClosed."""
    sent = 0
    office = PostOffice()
    try:
        for pk in due_letters():
            if stopping():
                break
            office.open()
            letter = claim(pk, worker)
            if letter is not None:
                sent += hand_over(letter, office)
    finally:
        office.close()
    return sent


def claim(pk: int, worker: str) -> OutgoingLetter | None:
    """Take one letter for this worker, or None when another was quicker."""
    taken = OutgoingLetter.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.SENDING, held_by=worker, attempts=F("attempts") + 1
    )
    return OutgoingLetter.objects.filter(pk=pk).first() if taken else None


def release(workers: Collection[str]) -> int:
    """Let go of the letters that workers who died were sending. Whether one had left is not known: it is sent again."""
    held = OutgoingLetter.objects.filter(state=State.SENDING, held_by__in=workers)
    return held.update(state=State.WAITING, held_by="")


def hand_over(letter: OutgoingLetter, office: "PostOffice") -> int:
    """Send one claimed letter and write down what became of it; answers 1 when it left."""
    try:
        office.send(as_message(letter))
    except Exception as error:  # whatever goes wrong concerns this letter only; the next one gets its chance
        office.close()
        write_down(letter, failure_of(letter, error))
        return 0
    write_down(letter, {"state": State.SENT, "sent_at": clock.now(), "reason": "", **forgotten(letter)})
    return 1


def as_message(letter: OutgoingLetter) -> EmailMessage:
    """The letter as it leaves. A calendar file goes as a part of its own, which mail programs act on, and as an
    attachment, which people can open."""
    headers = {
        "Message-ID": letter.message_id,
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
        **letter.headers,
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    for method, text in letter.calendars:
        message.attach_alternative(text, f"text/calendar; method={method}")
        message.attach("invite.ics" if method == REQUEST else "cancel.ics", text.encode(), "application/ics")
    return message


def failure_of(letter: OutgoingLetter, error: Exception) -> dict[str, Any]:
    """The fields to write after a failed attempt: try later, or give up."""
    patience = PATIENCE_WITH_SECRETS if letter.secret else PATIENCE
    reason = reason_of(error)
    log.warning("Letter %s, attempt %s: %s", letter.pk, letter.attempts, reason)
    if is_final(error) or clock.now() - letter.created_at > patience:
        return {"state": State.FAILED, "reason": reason, **forgotten(letter)}
    return {"state": State.WAITING, "reason": reason, "due_at": clock.now() + pause_after(letter.attempts)}


def forgotten(letter: OutgoingLetter) -> dict[str, str]:
    """The fields that are emptied when a letter needs them no more."""
    return {"subject": "", "body": ""} if letter.secret else {}


def is_final(error: Exception) -> bool:
    """Whether trying again cannot help: the server said 5xx to this letter or reader, or the letter is malformed."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= 500 for code, _text in error.recipients.values())
        case smtplib.SMTPDataError():
            return error.smtp_code >= 500
        case smtplib.SMTPNotSupportedError():
            return True
    return not isinstance(error, OSError)  # SMTP errors and lost connections are OSErrors


def reason_of(error: Exception) -> str:
    """What the mail server said, without the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = smtplib.SMTPResponseException(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {text}"[:250]
    return f"{type(error).__name__}: {error}"[:250]


def pause_after(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def write_down(letter: OutgoingLetter, fields: dict[str, Any]) -> None:
    """Save the outcome if the letter is still ours. A busy database is asked again: forgetting means sending twice."""
    for attempt in range(5):
        try:
            mine = OutgoingLetter.objects.filter(pk=letter.pk, state=State.SENDING, held_by=letter.held_by)
            mine.update(held_by="", **fields)
            return
        except OperationalError:
            if attempt == 4:
                raise
            time.sleep(0.2 * 2**attempt)


class PostOffice:
    """One connection to the mail server, opened when the first letter needs it and again after a failure."""

    def __init__(self) -> None:
        self.connection: Any = None

    def open(self) -> None:
        if self.connection is not None:
            return
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:
            raise PostOfficeClosed(reason_of(error)) from error
        self.connection = connection

    def send(self, message: EmailMessage) -> None:
        self.connection.send_messages([message])

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(OSError):  # the letters have left; a rude goodbye changes nothing
                connection.close()
