"""What somebody who reports can do, signed in or not. Nothing says who they are, unless they write it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused
from letsconnect.ground.folding import fold
from letsconnect.mailboxes.letters import write_to
from letsconnect.safety.models import Message, Report, Seat, TeamKey
from letsconnect.safety.queries.keys import keys_in_use
from letsconnect.safety.queries.reports import hash_of_code
from letsconnect.safety.sealing import code_from, code_key, digest, new_key, seal, seal_words


@transaction.atomic
def receive_report(words: dict[str, str], *, once: str, not_these: frozenset[str] = frozenset()) -> str:
    """Seal a report to the case team, without the people left out; answers the code to follow it with.

    `words` are the answers by question; `not_these` public ids. Pressed twice (same `once`) it is one report.
    """
    keys = list(keys_in_use())
    left_out = {key.person.public_id for key in keys if is_left_out(key, words, not_these)}
    readers = [key for key in keys if key.person.public_id not in left_out]
    if not readers:
        raise Refused(_("With these people left out, nobody would remain to read it. Your words are still here."))
    code = code_from(once)
    public, private = new_key()
    report, is_new = Report.objects.get_or_create(
        code_hash=hash_of_code(code),
        defaults={
            "public": public,
            "code_public": code_key(code)[0],
            "received_at": clock.now(),
            "changed_at": clock.now(),
        },
    )
    if is_new:
        give_seats(report, private, readers)
        record("safety.received", report, by=None, readers=len(readers))
    _keep_words(report, {**words, "left_out": sorted(not_these | left_out)}, once)
    return code


@transaction.atomic
def add_words(report: Report, text: str, *, once: str) -> None:
    """Add to a report, or answer the case team. A closed report opens again."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not _keep_words(report, {"what": text}, once):
        return
    if report.status == Report.Status.CLOSED:
        report.status = Report.Status.RECEIVED
        report.save(update_fields=["status"])
    record("safety.added_to", report, by=None)


def _keep_words(report: Report, words: dict[str, Any], once: str) -> bool:
    """Seal words from who reported; False when the same form sent them before."""
    _message, is_new = Message.objects.get_or_create(
        report=report,
        digest=digest(once, words),
        defaults={"sealed": seal_words(words, bytes(report.public)), "at": clock.now()},
    )
    if is_new:
        report.changed_at = clock.now()
        report.save(update_fields=["changed_at"])
        for seat in report.seats.select_related("key__person"):
            write_to(seat.key.person, "safety/waiting", urgent=True)
    return is_new


def give_seats(report: Report, private: bytes, keys: list[TeamKey]) -> None:
    """Seal the report's own key to each of these keys."""
    for key in keys:
        Seat.objects.get_or_create(report=report, key=key, defaults={"sealed": seal(private, bytes(key.public))})


def is_left_out(key: TeamKey, words: dict[str, str], not_these: frozenset[str]) -> bool:
    """The conflict rule: whoever is ticked, and whoever is named as the person it is about, does not read it."""
    about = fold(words.get("where", ""))
    person = key.person
    names = [fold(name) for name in (person.username, person.chosen_name, key.shown_as) if name]
    return person.public_id in not_these or any(len(name) > 1 and name in about for name in names)
