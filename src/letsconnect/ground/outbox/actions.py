"""Putting letters into the outbox, and taking them out of it."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from letsconnect.ground import clock
from letsconnect.ground.folding import one_line
from letsconnect.ground.models import OutgoingLetter


@dataclass(frozen=True)
class Draft:
    """A letter ready to be posted. `once`: the fact and its version (`freshness:2026-11`); the same fact is told to
    the same reader once. Without it every call posts a letter of its own."""

    letter: str
    to: str
    language: str
    subject: str
    body: str
    text: str = ""  # the body without its frame
    channel: str = "email"
    fallback: str = ""
    about: str = ""
    person_id: int | None = None
    once: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    calendars: list[list[str]] = field(default_factory=list)
    secret: bool = False
    due_at: datetime | None = None


def post(draft: Draft) -> OutgoingLetter:
    """Put the letter into the outbox, within the caller's transaction. Answers the row, the old one if there is one."""
    key = key_of(draft)
    row, _created = OutgoingLetter.objects.get_or_create(
        key=key,
        defaults={
            "message_id": message_id(key),
            "letter": draft.letter,
            "channel": draft.channel,
            "fallback": draft.fallback,
            "about": draft.about,
            "person_id": draft.person_id,
            "to": draft.to,
            "language": draft.language,
            "subject": one_line(draft.subject)[:250],
            "body": draft.body,
            "headers": {name: one_line(value) for name, value in draft.headers.items()},
            "calendars": draft.calendars,
            "secret": draft.secret,
            "created_at": clock.now(),
            "due_at": draft.due_at,
        },
    )
    return row


def key_of(draft: Draft) -> str:
    """One reader, one fact, one version."""
    reader = str(draft.person_id) if draft.person_id else _digest(draft.to.lower())[:16]
    return f"{draft.letter}:{reader}:{draft.once or secrets.token_hex(12)}"[:200]


def message_id(key: str) -> str:
    """The same for every copy of a letter, so that a mail program drops a second one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{_digest(key)[:40]}@{host}>"


def withdraw(person_id: int, *, naming: str) -> None:
    """Take out what waits for its hour and tells this person a fact that names this; within the caller's transaction.
    What has left stays true to its reader."""
    waiting = OutgoingLetter.objects.filter(person=person_id, state=OutgoingLetter.State.WAITING)
    waiting.filter(key__contains=f":{naming}", due_at__gt=clock.now()).delete()


@transaction.atomic
def try_again(letter: OutgoingLetter) -> None:
    """Let a letter that could not be delivered wait for the next round."""
    OutgoingLetter.objects.filter(pk=letter.pk, state=OutgoingLetter.State.FAILED).update(
        state=OutgoingLetter.State.WAITING, due_at=None, attempts=0, created_at=clock.now()
    )


def _digest(words: str) -> str:
    return salted_hmac("letsconnect.outbox", words, algorithm="sha256").hexdigest()
