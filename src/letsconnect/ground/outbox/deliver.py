"""Sending what waits in the outbox: at least once, and in effect once, because every copy has the same Message-ID."""

import logging
import time
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from django.db import OperationalError
from django.db.models import F, Q

from letsconnect.ground import clock
from letsconnect.ground.errors import PostOfficeClosed
from letsconnect.ground.models import OutgoingLetter
from letsconnect.ground.outbox.mail import PostOffice, is_final, reason_of
from letsconnect.ground.outbox.offices import Office, TalkPages, TelegramOffice

State = OutgoingLetter.State
OFFICES: dict[str, Callable[[], Office]] = {"email": PostOffice, "telegram": TelegramOffice, "wiki": TalkPages}
NOTES = ("telegram", "wiki")
AT_ONCE = 50
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
PATIENCE, PATIENCE_WITH_SECRETS = timedelta(days=5), timedelta(minutes=30)
log = logging.getLogger(__name__)


def due_letters(channel: str) -> list[int]:
    """Ids of the letters that may go this way now, oldest first."""
    due = Q(due_at=None) | Q(due_at__lte=clock.now())
    waiting = OutgoingLetter.objects.filter(due, state=State.WAITING, channel=channel)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:AT_ONCE])


def deliver_due(worker: str, *, channel: str = "email", stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due this way, over one connection; answers how many letters left. Raises PostOfficeClosed."""
    sent = 0
    office = OFFICES[channel]()
    try:
        for pk in due_letters(channel):
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


def hand_over(letter: OutgoingLetter, office: Office) -> int:
    """Send one claimed letter and write down what became of it; answers 1 when it left."""
    try:
        office.send(letter)
    except PostOfficeClosed as error:  # noticed late: the letter is as it was
        write_down(letter, {"state": State.WAITING, "reason": reason_of(error)})
        raise
    except Exception as error:  # whatever goes wrong concerns this letter only; the next one gets its chance
        office.close()
        write_down(letter, failure_of(letter, error))
        return 0
    write_down(letter, {"state": State.SENT, "sent_at": clock.now(), "reason": "", **forgotten(letter)})
    return 1


def failure_of(letter: OutgoingLetter, error: Exception) -> dict[str, Any]:
    """The fields to write after a failed attempt: try later, take the other way, or give up."""
    patience = PATIENCE_WITH_SECRETS if letter.secret else PATIENCE
    reason = reason_of(error)
    log.warning("Letter %s, attempt %s: %s", letter.pk, letter.attempts, reason)
    if letter.fallback and is_final(error):
        way = {"channel": "email", "to": letter.fallback, "fallback": "", "attempts": 0, "due_at": None}
        return {"state": State.WAITING, "reason": reason, **way}
    if is_final(error) or clock.now() - letter.created_at > patience:
        return {"state": State.FAILED, "reason": reason, **forgotten(letter)}
    pause = max(pause_after(letter.attempts), timedelta(seconds=getattr(error, "pause", 0)))
    return {"state": State.WAITING, "reason": reason, "due_at": clock.now() + pause}


def forgotten(letter: OutgoingLetter) -> dict[str, str]:
    """The fields that are emptied when a letter needs them no more."""
    return {"subject": "", "body": ""} if letter.secret else {}


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
