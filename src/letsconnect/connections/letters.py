"""Letters about connections, and the signed addresses in them.

One fact is told to one reader once: `once` names the fact and its version. An answer can be given from the letter:
the address opens a page that shows what is asked, and one press there gives the answer (GET shows, POST acts).
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.connections import places_of, times_to_come
from letsconnect.connections.queries.entries import entry_for
from letsconnect.connections.queries.meeting import COST_MB, where
from letsconnect.connections.queries.names import name_among_members
from letsconnect.connections.queries.reasons import why
from letsconnect.connections.queries.whens import shown_at, when
from letsconnect.ground import clock
from letsconnect.ground.outbox.actions import withdraw
from letsconnect.mailboxes.letters import write_to
from letsconnect.mailboxes.queries.mailboxes import language_of
from letsconnect.people.models import Person

SALT = "letsconnect.connections.answers"
YES, OTHER, NO = "yes", "other", "no"
JUST_NOW, SOON = timedelta(minutes=2), timedelta(hours=12)


def tell_invited(place: Place) -> None:
    """Somebody is invited: who, why, what about, when on both clocks, and a link for each answer."""
    write_in(place, "connections/invitation", _asked_version(place.connection))


def remind_to_answer(place: Place) -> None:
    """The one reminder, at half time."""
    write_in(place, "connections/reminder", place.connection.public_id, about="reminders")


def tell_new_times(place: Place, by: Person) -> None:
    """Somebody said yes, at other times."""
    write_in(place, "connections/other_times", _asked_version(place.connection), by=name_among_members(by))


def tell_moving(place: Place, by: Person) -> None:
    """An agreed time was given up; others are proposed."""
    facts: dict[str, Any] = {"by": name_among_members(by), "is_own": place.person_id == by.pk}
    write_in(place, "connections/moving", _entry_version(place.connection), has_entry=True, **facts)


def tell_no_common_time(place: Place) -> None:
    """Everybody said yes and no time suits all."""
    write_in(place, "connections/no_common_time", _asked_version(place.connection))


def tell_agreed(place: Place) -> None:
    """It takes place: when, where, with whom; with the entry for the calendar."""
    write_in(place, "connections/agreed", _entry_version(place.connection), has_entry=True)


def tell_seat_taken(place: Place) -> None:
    """Somebody has sat down at one's table."""
    write_in(place, "connections/seat_taken", _entry_version(place.connection), has_entry=True)


def tell_seat_left(place: Place) -> None:
    """Nobody sits at one's table any more; it stays open."""
    write_in(place, "connections/seat_left", _entry_version(place.connection), has_entry=True)


def tell_ended(place: Place) -> None:
    """It will not take place; never who or why beyond "not this time". An entry in the calendar is taken back."""
    write_in(place, "connections/ended", _entry_version(place.connection), has_entry=place.told_offset is not None)


def tell_left(place: Place) -> None:
    """Somebody does not come any more, by their own word or not: their calendar entry is taken back."""
    write_in(place, "connections/left", _entry_version(place.connection), has_entry=True)


def remind_of_session(place: Place, kind: str) -> None:
    """A day, and an hour before: when, where, what it costs in data."""
    facts: dict[str, Any] = {"where": where(place.connection), **COST_MB}
    write_in(place, "connections/session", f"{kind}:{_time_version(place.connection)}", about="reminders", **facts)


def tell_clock_changed(place: Place) -> None:
    """The rules of their clock changed: what it will show now, and what they were told before."""
    starts_at, offset = place.connection.starts_at, place.told_offset
    if starts_at is not None and offset is not None:
        now = clock.offset_minutes(place.told_zone, starts_at)
        once = f"{_time_version(place.connection)}:{now}"
        # a function, since it is worded in the letter's language
        write_in(place, "connections/clock_changed", once, before=lambda: shown_at(starts_at, offset))


def answer_address(place: Place, answer: str, at: datetime | None = None) -> str:
    """The signed address that gives this answer: yes to one time (or, for a resource, yes), other times, or no."""
    moment = int(at.timestamp()) if at else None
    token = signing.dumps([place.pk, answer, moment], salt=SALT, compress=True)
    return settings.SITE_URL + reverse("connections:answer_from_letter", args=[token])


def read_answer(token: str) -> tuple[int, str, int | None]:
    """The place, the answer and the time (seconds since 1970) in a signed address. Raises signing.BadSignature."""
    place, answer, moment = signing.loads(token, salt=SALT)
    return place, answer, moment


def write_in(
    place: Place, letter: str, once: str, *, about: str = "connections", has_entry: bool = False, **facts: Any
) -> None:
    """Write to whoever holds this place about the connection: `facts` beside those of `facts_of`; once for each fact
    and version that `once` names. `has_entry`: with the entry for their calendar as it is now."""
    language = language_of(place.person)
    with translation.override(language):
        facts = facts_of(place) | facts
        entry = entry_for(place, stamp=clock.now()) if has_entry else None
    write_to(
        place.person,
        letter,
        about=about,
        once=f"{letter.rpartition('/')[2]}:{once}",
        urgent=cannot_wait(place),
        calendar=[entry] if entry else [],
        **facts,
    )


def withdraw_letters(place: Place) -> None:
    """What waits for the morning and is answered by now: whoever answered or left is told nothing of before."""
    withdraw(place.person_id, naming=place.connection.public_id)


def cannot_wait(place: Place) -> bool:
    """Whether the letter goes at night too: it answers what this person has just done, or the session is near."""
    now, starts_at = clock.now(), place.connection.starts_at
    just_answered = place.answered_at is not None and now - place.answered_at < JUST_NOW
    return just_answered or (starts_at is not None and now <= starts_at < now + SOON)


def facts_of(place: Place) -> dict[str, Any]:
    """What a letter about a connection may say to whoever holds this place, in the language that is active."""
    connection = place.connection
    others = [one for one in places_of(connection) if one.pk != place.pk and one.answer != Place.Answer.NO]
    people = [one.person for one in others]
    times = [
        {"when": when(time.starts_at, place.person, people), "link": answer_address(place, YES, time.starts_at)}
        for time in times_to_come(connection)
    ]
    return {
        "connection": connection,
        "place": place,
        "topic": str(connection.topic),
        "others": [{"name": name_among_members(one.person), "part": one.get_part_display()} for one in others],
        "why": why(connection.reasons),
        "times": times,
        "when": when(connection.starts_at, place.person, people) if connection.starts_at else None,
        "page": settings.SITE_URL + reverse("connections:connection", args=[connection.public_id]),
        "yes": answer_address(place, YES),
        "other": answer_address(place, OTHER),
        "no": answer_address(place, NO),
    }


def _asked_version(connection: Connection) -> str:
    """Changes whenever people are asked anew."""
    return f"{connection.public_id}:{int(connection.asked_at.timestamp() * 1000)}"


def _entry_version(connection: Connection) -> str:
    return f"{connection.public_id}:{connection.sequence}"


def _time_version(connection: Connection) -> str:
    """One session at one time, however often something else about it changes."""
    return f"{connection.public_id}:{int(connection.starts_at.timestamp()) if connection.starts_at else 0}"
