"""How a person wants letters: which kinds, by which way, when; and letters bound into one."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused
from letsconnect.ground.locking import lock
from letsconnect.ground.models import OutgoingLetter, Unsubscribed
from letsconnect.ground.zones import after_the_night, zone_named
from letsconnect.mailboxes.letters import CAN_WAIT, KINDS, write_to
from letsconnect.mailboxes.models import Mailbox
from letsconnect.mailboxes.queries.mailboxes import channels_of, held_letters, mailbox_of
from letsconnect.people.actions.ledger import write_consent
from letsconnect.people.models import Person


@transaction.atomic
def stop_letters(person: Person, about: str, *, how: str) -> None:
    """No more letters of this kind. Safe to press twice."""
    _row, new = Unsubscribed.objects.get_or_create(person=person, about=about, defaults={"at": clock.now()})
    OutgoingLetter.objects.filter(person=person, about=about, state=OutgoingLetter.State.WAITING).delete()
    if new:
        write_consent(person, f"letters:{about}", "no", how=how)
        record("letters.stopped", person, by=person, about=about)


@transaction.atomic
def allow_letters(person: Person, about: str, *, how: str) -> None:
    """Letters of this kind again."""
    gone, _rows = Unsubscribed.objects.filter(person=person, about=about).delete()
    if gone:
        write_consent(person, f"letters:{about}", "yes", how=how)
        record("letters.allowed", person, by=person, about=about)


@transaction.atomic
def choose_letters(person: Person, wanted: Collection[str], *, how: str) -> None:
    """Letters of these kinds and of no other; safe to repeat."""
    for about in KINDS:
        (allow_letters if about in wanted else stop_letters)(person, about, how=how)


@transaction.atomic
def choose_ways(person: Person, *, channel: str, quiet_nights: bool, pace: Mapping[str, str]) -> Mailbox:
    """By which way letters come ("" leaves it as it is), and when; safe to repeat. Refused where the way is not open
    to the person."""
    person = lock(person)
    mailbox = mailbox_of(person)
    if channel and channel not in channels_of(mailbox):
        raise Refused(_("Letters cannot go this way to you yet."))
    mailbox.channel, mailbox.quiet_nights = channel or mailbox.channel, quiet_nights
    mailbox.pace = {kind: pace[kind] for kind in sorted(CAN_WAIT) if pace.get(kind, Mailbox.Pace.NOW) != "now"}
    mailbox.save()
    record("letters.chosen", person, by=person, channel=channel)
    return mailbox


@transaction.atomic
def bind_letters(person: Person, about: str) -> OutgoingLetter | None:
    """Put the letters of one kind whose hour has come into one letter. Safe to repeat: each is bound once."""
    person = lock(person)
    held = list(held_letters().filter(person=person, about=about).order_by("id"))
    if not held:
        return None
    parts = [{"subject": letter.subject, "text": letter.body} for letter in held]
    morning = after_the_night(clock.now(), zone_named(person.time_zone))  # a worker that was away comes at any hour
    once, count = f"bound:{held[-1].pk}", len(parts)
    letter = write_to(
        person, "mailboxes/digest", about=about, once=once, urgent=True, due_at=morning, letters=parts, count=count
    )
    OutgoingLetter.objects.filter(pk__in=[one.pk for one in held]).update(state=OutgoingLetter.State.BOUND)
    return letter
