"""Letters to people: the text of a room, in the reader's language and zone, put into the outbox.

A text stands in `<room>/templates/<room>/letters/<name>.txt`. Its first line is the subject, the rest the body; it
may use the facts given, `person`, `site_url`, and the template tags of pages.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.calendars import Entry, by_method
from letsconnect.ground.languages import supported
from letsconnect.ground.models import OutgoingLetter, Unsubscribed
from letsconnect.ground.outbox.actions import Draft, post
from letsconnect.ground.zones import zone_named
from letsconnect.mailboxes.models import Mailbox
from letsconnect.mailboxes.queries.mailboxes import Pace, Way, language_of, mailbox_of, way_to, when_due
from letsconnect.people.models import Person

SALT = "letsconnect.people.letters"  # stands in the links of letters sent long ago
# Letters that do not answer something the reader did: each kind can be stopped with one click (P14).
KINDS: dict[str, Promise] = {
    "freshness": _("questions, now and then, whether your profile is still true"),
    "suggestions": _("suggestions of people and topics"),
    "connections": _("invitations, answers and times of conversations"),
    "reminders": _("reminders of what is still open"),
}
CAN_WAIT = frozenset({"freshness", "suggestions"})  # these may be bound into one letter a day or a week


def write_to(  # noqa: PLR0913 -- the one door for letters; everything after the text has a default
    person: Person,
    letter: str,
    *,
    about: str = "",
    once: str = "",
    secret: bool = False,
    urgent: bool = False,
    due_at: datetime | None = None,
    calendar: Entry | Iterable[Entry] = (),
    **facts: Any,
) -> OutgoingLetter | None:
    """Post a letter to a person, within the caller's transaction: `write_to(person, "skills/welcome", topic=topic)`.

    `once`: the fact and its version; the same fact is told once however often this is called. `about`: for letters
    nobody asked for, one of KINDS; they carry a one-click way to stop them. `urgent`: it answers what the reader has
    just done, so it comes at night too and never waits for others. `secret`: it comes by e-mail, at once, and is
    erased once sent. `calendar`: entries for the reader's calendar, each by its own method. None when nothing leads
    to the person, or they stopped letters of this kind.
    """
    if about:
        KINDS[about]  # an unplanned kind has no words on the page that stops it
    mailbox = mailbox_of(person)
    way = Way("email", person.email or "") if secret else way_to(mailbox)
    if way is None or not way.to or (about and Unsubscribed.objects.filter(person=person, about=about).exists()):
        return None
    stop = stop_address(person, about) if about else ""
    with timezone.override(zone_named(person.time_zone)):
        draft = drafted(letter, way.to, language_of(person), {"person": person, "stop": stop, **facts})
    calendars = by_method([calendar] if isinstance(calendar, Entry) else calendar, to=person.email or "")
    draft = replace(draft, person_id=person.pk, once=once, about=about, channel=way.channel, fallback=way.fallback)
    draft = replace(draft, secret=secret, due_at=due_at, headers=stop_headers(stop), calendars=calendars)
    return post(draft if secret or urgent else in_time(draft, mailbox))


def in_time(draft: Draft, mailbox: Mailbox) -> Draft:
    """The draft as it waits for the morning, or, without its frame, for the letter it will be bound into."""
    pace = mailbox.pace.get(draft.about, Pace.NOW) if draft.about in CAN_WAIT else Pace.NOW
    draft = replace(draft, due_at=when_due(mailbox, pace, draft.due_at))
    return draft if pace == Pace.NOW else replace(draft, channel="held", body=draft.text)


def write_to_address(
    address: str,
    language: str,
    letter: str,
    *,
    whose: Person | None = None,
    secret: bool = False,
    calendar: Iterable[Entry] = (),
    **facts: Any,
) -> OutgoingLetter | None:
    """Post a letter to an address on nobody's profile; `whose` it was, who is forgotten together with it."""
    draft = drafted(letter, address, supported(language) or settings.LANGUAGE_CODE, facts)
    draft = replace(draft, person_id=whose.pk if whose else None)
    return post(replace(draft, secret=secret, calendars=by_method(calendar, to=address)))


def write_to_chat(chat: str, language: str, letter: str, *, once: str, **facts: Any) -> OutgoingLetter | None:
    """Post a letter to a Telegram chat that belongs to nobody we know."""
    draft = drafted(letter, chat, supported(language) or settings.LANGUAGE_CODE, facts)
    return post(replace(draft, channel=Mailbox.Channel.TELEGRAM, once=once))


def drafted(letter: str, to: str, language: str, facts: dict[str, Any]) -> Draft:
    """The letter's text in that language, framed; not yet posted."""
    room, name = letter.split("/")
    with translation.override(language):
        facts = {"site_url": settings.SITE_URL, **facts}
        subject, _line, text = rendered(f"{room}/letters/{name}.txt", facts).strip().partition("\n")
        text = text.strip()
        body = rendered("mailboxes/letters/frame.txt", {**facts, "text": text}).strip() + "\n"
    return Draft(letter=letter, to=to, language=language, subject=subject, text=text, body=body)


def rendered(template: str, facts: dict[str, Any]) -> str:
    """Plain text: nothing is escaped, since nothing is HTML."""
    return get_template(template).template.render(Context(facts, autoescape=False))  # type: ignore[attr-defined]


def stop_address(person: Person, about: str) -> str:
    """The signed address that stops letters of one kind."""
    token = signing.dumps([person.public_id, about], salt=SALT)
    return settings.SITE_URL + reverse("mailboxes:stop_letters", args=[token])


def read_stop(token: str) -> tuple[str, str]:
    """The public id and the kind in a signed address. Raises signing.BadSignature."""
    public_id, about = signing.loads(token, salt=SALT)
    return public_id, about


def stop_headers(stop: str) -> dict[str, str]:
    """RFC 8058: mail programs show a button that stops the letters with one POST."""
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop else {}
