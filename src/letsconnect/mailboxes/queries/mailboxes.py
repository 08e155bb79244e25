"""How a person wants letters."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from letsconnect.ground import clock
from letsconnect.ground.languages import supported
from letsconnect.ground.models import OutgoingLetter, Unsubscribed
from letsconnect.ground.zones import after_the_night, next_morning, zone_named
from letsconnect.mailboxes.models import Mailbox
from letsconnect.people.models import Person

Channel, Pace = Mailbox.Channel, Mailbox.Pace


@dataclass(frozen=True)
class Way:
    """How one letter reaches its reader: `fallback` is the e-mail address to take where the channel refuses."""

    channel: str
    to: str
    fallback: str = ""


def mailbox_of(person: Person) -> Mailbox:
    """The person's mailbox; one that is not saved, with what holds by default, where they never chose."""
    return Mailbox.objects.filter(person=person).first() or Mailbox(person=person)


def way_to(mailbox: Mailbox) -> Way | None:
    """The channel the person chose, as long as it is open to them; else their address, if there is one."""
    person, email = mailbox.person, mailbox.person.email or ""
    if mailbox.channel == Channel.TELEGRAM and settings.TELEGRAM_ON and mailbox.telegram_chat:
        return Way(Channel.TELEGRAM, mailbox.telegram_chat, email)
    if mailbox.channel == Channel.WIKI and has_talk_page(person):
        return Way(Channel.WIKI, person.username or "", email)
    return Way(Channel.EMAIL, email) if email else None


def channels_of(mailbox: Mailbox) -> list[Mailbox.Channel]:
    """The channels this person can choose now."""
    linked = settings.TELEGRAM_ON and mailbox.telegram_chat
    open_now = {
        Channel.EMAIL: bool(mailbox.person.email),
        Channel.TELEGRAM: bool(linked),
        Channel.WIKI: has_talk_page(mailbox.person),
    }
    return [channel for channel, is_open in open_now.items() if is_open]


def has_talk_page(person: Person) -> bool:
    """Whether notes may go to a talk page that is known to be theirs."""
    return bool(settings.WIKI_ON and person.wiki_sub and person.username)


def when_due(mailbox: Mailbox, pace: str, at: datetime | None) -> datetime | None:
    """When a letter that need not come at once may come: with others at their hour, and never by night."""
    moment, zone = at or clock.now(), zone_named(mailbox.person.time_zone)
    if pace != Pace.NOW:
        return next_morning(moment, zone, on_monday=pace == Pace.WEEK)
    if not mailbox.quiet_nights or not mailbox.person.time_zone:  # whose night it is, nobody knows
        return at
    later = after_the_night(moment, zone)
    return at if later == moment else later


def held_letters() -> QuerySet[OutgoingLetter]:
    """Letters that wait to be bound with others, and whose hour has come."""
    waiting = OutgoingLetter.objects.filter(channel="held", state=OutgoingLetter.State.WAITING)
    return waiting.filter(due_at__lte=clock.now())


def latest_letters(person: Person) -> QuerySet[OutgoingLetter]:
    """What we wrote to the person of late, the newest first; secrets are never among them."""
    told = [OutgoingLetter.State.SENT, OutgoingLetter.State.WAITING, OutgoingLetter.State.SENDING]
    mine = OutgoingLetter.objects.filter(person=person, secret=False, state__in=told).exclude(channel="held")
    return mine.exclude(due_at__gt=clock.now()).order_by("-id")


def letters_stopped(person: Person) -> set[str]:
    """The kinds of letters the person does not want."""
    return set(Unsubscribed.objects.filter(person=person).values_list("about", flat=True))


def digest_of_code(code: str) -> str:
    """How the code of a Telegram link is kept: whoever reads the table cannot use it."""
    return hashlib.sha256(code.encode()).hexdigest()


def mailbox_with_code(code: str) -> Mailbox | None:
    """The mailbox that waits to be linked by this code, as long as the code is good."""
    good = Mailbox.objects.filter(telegram_code_hash=digest_of_code(code), telegram_code_until__gt=clock.now())
    return good.select_related("person").first()


def language_of(person: Person) -> str:
    """The language they chose; else the best of theirs that the interface speaks; English where there is none."""
    if chosen := supported(person.ui_language):
        return chosen
    codes = person.languages.values_list("code", flat=True)
    return next((found for code in codes if (found := supported(code))), settings.LANGUAGE_CODE)
