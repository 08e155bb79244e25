"""Coming in: an address proved by a code, a Wikimedia account, and what ends a stay."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.access.queries.accounts import folded_email, wiki_name
from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused
from letsconnect.ground.locking import lock
from letsconnect.mailboxes.letters import write_to_address
from letsconnect.people.actions.ledger import touch
from letsconnect.people.models import Person, Session


def write_to_the_team() -> str:
    """The next door, wherever two profiles meet."""
    return _("If both are yours, write to the team: they will help you bring the two together.")


@transaction.atomic
def enter_by_email(email: str, *, language: str = "") -> Person:
    """The person whose address this is, now proved; made here if nobody has it. Imported people are claimed so."""
    email = folded_email(email)
    facts = {"password": make_password(None), "ui_language": language}
    person, is_new = Person.objects.select_for_update().get_or_create(email=email, defaults=facts)
    if not person.is_active:
        raise Refused(_("This account was closed."))
    if person.email_proven_at is None:
        if person.wiki_sub:
            raise Refused(
                _(
                    "This address stands on a profile that signs in with a Wikimedia account. Sign in that way, then "
                    "confirm the address under “How I sign in”."
                )
            )
        _prove(person, email)
    record("person.joined" if is_new else "person.entered", person, by=person, how="email")
    return person


@transaction.atomic
def vouch_for(email: str) -> Person:
    """The person whose address this is, made if need be, on the word of whoever runs the server: they come in by this
    address and not by a name that some file put beside it."""
    email = folded_email(email)
    facts = {"password": make_password(None)}
    person, _is_new = Person.objects.select_for_update().get_or_create(email=email, defaults=facts)
    if person.email_proven_at is None:
        _prove(person, email)
        record("person.vouched_for", person, by=None)
    return person


def _prove(person: Person, email: str) -> None:
    person.email = email
    person.email_proven_at = clock.now()
    person.said = {**person.said, "email": clock.now().isoformat()}
    person.save(update_fields=["email", "email_proven_at", "said"])


@transaction.atomic
def enter_by_wikimedia(sub: str, username: str, *, language: str = "") -> Person:
    """The person with this Wikimedia account (`sub` never changes; names do). Claims an imported profile of that
    name; else makes a profile, which needs no address (P8)."""
    name = wiki_name(username)
    person = Person.objects.select_for_update().filter(wiki_sub=sub).first()
    if person is None:
        person = _claimed_by_name(name) or Person(password=make_password(None), ui_language=language)
    if not person.is_active:
        raise Refused(_("This account was closed."))
    is_new = person.pk is None
    person.wiki_sub = sub
    _follow_name(person, name)
    record("person.joined" if is_new else "person.entered", person, by=person, how="wikimedia")
    return person


def _claimed_by_name(name: str) -> Person | None:
    """Who was imported under this name and has not come in by another way."""
    person = Person.objects.select_for_update().filter(username=name, wiki_sub=None).first()
    if person and person.email_proven_at:
        raise Refused(
            _(
                "This username stands on a profile that signs in by e-mail. Sign in with an e-mail code, then connect "
                "your Wikimedia account under “How I sign in”."
            )
        )
    return person


def _follow_name(person: Person, name: str) -> None:
    """Save the person under the name the wiki says now. Where an imported profile has that name, the old one stays
    until the team has brought the two together."""
    other = Person.objects.select_for_update().filter(username=name).exclude(pk=person.pk).first()
    if other is not None and other.wiki_sub:  # they had the name before, and were renamed since
        other.username = None
        other.save(update_fields=["username"])
        touch(other)
    is_free = other is None or bool(other.wiki_sub)
    was = person.username
    if is_free and was != name:
        person.username = name
        person.said = {**person.said, "username": clock.now().isoformat()}
    person.save()
    if is_free and was != name:
        touch(person)


@transaction.atomic
def prove_email(person: Person, email: str) -> None:
    """Put a proved address on one's own profile, in the place of the one before."""
    email = folded_email(email)
    person_now = lock(person)
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise Refused(_("Another profile has this address.") + " " + write_to_the_team())
    before = person_now.email if person_now.email_proven_at else None
    _prove(person_now, email)
    if before and before != email:
        write_to_address(before, person_now.ui_language, "access/email_changed", whose=person_now)
    record("person.email_proved", person_now, by=person)


@transaction.atomic
def forget_email(person: Person) -> None:
    """Take one's address off the profile (P8); refused where it is the only way in."""
    person_now = lock(person)
    if person_now.wiki_sub is None:
        raise Refused(_("This address is your only way in. Connect your Wikimedia account first."))
    person_now.email = person_now.email_proven_at = None
    person_now.said = {**person_now.said, "email": clock.now().isoformat()}
    person_now.save(update_fields=["email", "email_proven_at", "said"])
    record("person.email_forgotten", person_now, by=person)
    touch(person_now)


@transaction.atomic
def connect_wikimedia(person: Person, sub: str, username: str) -> None:
    """Add a Wikimedia account to one's own profile."""
    name = wiki_name(username)
    person_now = lock(person)
    if person_now.wiki_sub not in (None, sub):
        raise Refused(_("Another Wikimedia account is connected to your profile already."))
    others = Person.objects.exclude(pk=person.pk)
    if others.filter(wiki_sub=sub).exists() or others.filter(username=name, wiki_sub=None).exists():
        raise Refused(_("Another profile has this Wikimedia account.") + " " + write_to_the_team())
    person_now.wiki_sub = sub
    _follow_name(person_now, name)
    record("person.wikimedia_connected", person_now, by=person)


def end_sessions(person: Person, *, but: str | None = None) -> int:
    """Sign this person out everywhere, but in the session with the key `but`. Answers how many ended."""
    ended, _tables = Session.objects.filter(person=person).exclude(session_key=but).delete()
    return ended


@transaction.atomic
def end_other_sessions(person: Person, *, here: str) -> None:
    """The same, asked for by the person in the session `here`."""
    record("person.sessions_ended", person, by=person, count=end_sessions(person, but=here))


@transaction.atomic
def end_session(person: Person, handle: str) -> bool:
    """End one of one's own sessions, named by its handle; False where there is none."""
    mine: list[Any] = [session for session in Session.objects.filter(person=person) if session.handle == handle]
    for session in mine:
        session.delete()
        record("person.session_ended", person, by=person)
    return bool(mine)
