"""Run by a process of its own in a house apart, before and after many people answer at once.

`python -m tests.connections.histories prepare N`: N pairs of people about to do two things in the same second; prints
what each sends. `... check`: reads the records and the rows, and prints what cannot be true, one finding a line.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from itertools import combinations
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "letsconnect.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from icalendar import Calendar  # noqa: E402

from letsconnect.connections.actions.answering import accept  # noqa: E402
from letsconnect.connections.actions.moving import move  # noqa: E402
from letsconnect.connections.actions.proposing import Proposal, propose  # noqa: E402
from letsconnect.connections.models import Connection, Place  # noqa: E402
from letsconnect.connections.models.connection import SESSION  # noqa: E402
from letsconnect.ground import clock  # noqa: E402
from letsconnect.ground.audit import subject_of  # noqa: E402
from letsconnect.ground.models import AuditEntry, OutgoingLetter  # noqa: E402
from letsconnect.people.models import Person  # noqa: E402
from letsconnect.skills.models import Topic  # noqa: E402
from tests.cast import make_person  # noqa: E402

DAY, MARK = timedelta(days=1), "Histories"
Deed = tuple[Person, Connection, str, dict[str, str]]


def prepare(many: int) -> None:
    start = (clock.now() + 6 * DAY).replace(hour=12, minute=0, second=0, microsecond=0)
    for number in range(many):
        name = list(SCENES)[number % len(SCENES)]
        sharer, learner = (made(f"{part} {number}") for part in ("Sharer", "Learner"))
        deeds = SCENES[name](sharer, learner, start)
        print(json.dumps([name, [told(deed) for deed in deeds]]))


def made(name: str) -> Person:
    return make_person(f"{MARK} {os.getpid()} {name}", share_limit=4)


def told(deed: Deed) -> dict[str, Any]:
    person, connection, door, sent = deed
    return {"path": f"/connections/{connection.public_id}/{door}", "sent": sent, "session": session_of(person)}


def session_of(person: Person) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store.create()
    return str(store.session_key)


def invited(sharer: Person, learner: Person, at: datetime) -> Connection:
    topic = Topic.objects.get(slug="fundraising")
    return propose(Proposal(topic, sharer, (learner,), (at, at + DAY), month=at.date()), by=None)


def agreed(sharer: Person, learner: Person, at: datetime) -> Connection:
    connection = invited(sharer, learner, at)
    for person in (sharer, learner):
        accept(connection, connection.times.all(), by=person)
    return connection


def yes(person: Person, connection: Connection, at: datetime) -> Deed:
    return (person, connection, "", {"times": str(int(at.timestamp()))})


def others(person: Person, connection: Connection, at: datetime) -> Deed:
    return (person, connection, "other-times/", {"day_1": f"{at:%Y-%m-%d}", "time_1": f"{at:%H:%M}"})


def no(person: Person, connection: Connection) -> Deed:
    return (person, connection, "not-this-time/", {})


def both_accept(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    connection = invited(sharer, learner, at)
    return [yes(sharer, connection, at), yes(learner, connection, at)]


def one_accepts_one_declines(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    connection = invited(sharer, learner, at)
    return [yes(sharer, connection, at), no(learner, connection)]


def one_moves_one_calls_off(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    connection = agreed(sharer, learner, at)
    return [others(sharer, connection, at + 3 * DAY), no(learner, connection)]


def a_late_yes_meets_a_calling_off(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    connection = agreed(sharer, learner, at)
    return [yes(sharer, connection, at), no(learner, connection)]


def one_accepts_one_moves_on(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    connection = move(agreed(sharer, learner, at), [at + 2 * DAY], by=learner)
    return [yes(sharer, connection, at + 2 * DAY), others(learner, connection, at + 4 * DAY)]


def both_propose(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    connection = invited(sharer, learner, at)
    return [others(sharer, connection, at + 3 * DAY), others(learner, connection, at + 4 * DAY)]


def one_person_in_two(sharer: Person, learner: Person, at: datetime) -> list[Deed]:
    second = made(f"Second {sharer.pk}")
    found = []
    for one in (sharer, second):
        connection = invited(one, learner, at)
        accept(connection, connection.times.filter(starts_at=at), by=one)
        found.append(yes(learner, connection, at))
    return found


SCENES = {
    scene.__name__: scene
    for scene in (
        both_accept,
        one_accepts_one_declines,
        one_moves_one_calls_off,
        a_late_yes_meets_a_calling_off,
        one_accepts_one_moves_on,
        both_propose,
        one_person_in_two,
    )
}


def check() -> None:
    ours = Connection.objects.filter(places__part="sharer", places__person__username__startswith=MARK)
    for connection in ours.prefetch_related("places__times__time", "times"):
        for finding in (*faults_of(connection), *faults_of_history(connection)):
            print(connection.public_id, finding)
    for finding in (*faults_of_people(), *faults_of_calendars()):
        print(finding)


def faults_of(connection: Connection) -> Iterator[str]:
    """What the rows say that cannot be."""
    places = list(connection.places.all())
    can = {place.pk: {answer.time.starts_at for answer in place.times.all()} for place in places}
    answers = [place.answer for place in places]
    common = set.intersection(*can.values())
    if connection.state == "agreed" and answers != ["yes", "yes"]:
        yield f"agreed, and the answers are {answers}"
    if connection.state == "agreed" and connection.starts_at not in common:
        yield "agreed at a time that not all had said yes to"
    if connection.state == "proposed" and "no" in answers:
        yield f"still asked about, and the answers are {answers}"
    if connection.state == "proposed" and "" not in answers and any(is_free(places, at, connection) for at in common):
        yield "everybody can come at one time, and nothing is agreed"
    if connection.state == "ended" and "no" not in answers:
        yield "ended, and nobody said no"


def is_free(places: list[Place], at: datetime, connection: Connection) -> bool:
    """Nobody of them sits in another session then."""
    people = [place.person_id for place in places]
    busy = Place.objects.filter(person__in=people, answer="yes", connection__state="agreed")
    near = busy.filter(connection__starts_at__gt=at - SESSION, connection__starts_at__lt=at + SESSION)
    return not near.exclude(connection=connection).exists()


# What may be recorded after what: the state after each deed, by the state before it.
LAWFUL = {
    ("proposed", "connection.accepted"): "proposed",
    ("proposed", "connection.other_times"): "proposed",
    ("proposed", "connection.declined"): "declined",
    ("proposed", "connection.agreed"): "agreed",
    ("proposed", "connection.called_off"): "declined",
    ("agreed", "connection.moved"): "proposed",
    ("agreed", "connection.called_off"): "declined",
    ("declined", "connection.ended"): "ended",
}


def faults_of_history(connection: Connection) -> Iterator[str]:
    """What was recorded that cannot have happened one after the other, and letters that do not fit it."""
    state, deeds = "proposed", history_of(connection)
    for deed in deeds:
        after = LAWFUL.get((state, deed))
        if after is None:
            yield f"{deed} while {state}: {deeds}"
            return
        state = after
    if state != connection.state:
        yield f"the records end {state}, the row says {connection.state}"
    times = deeds.count("connection.agreed")
    letters = OutgoingLetter.objects.filter(letter="connections/agreed", key__contains=connection.public_id)
    if letters.count() != 2 * times:
        yield f"agreed {times} times, told {letters.count()} times"


def history_of(connection: Connection) -> list[str]:
    known = {deed for _state, deed in LAWFUL}
    entries = AuditEntry.objects.filter(subject=subject_of(connection), what__in=known).order_by("id")
    return list(entries.values_list("what", flat=True))


def faults_of_people() -> Iterator[str]:
    """Two sessions of one person at once."""
    going = Place.objects.filter(answer="yes", connection__state="agreed").select_related("connection")
    by_person: dict[int, list[datetime]] = {}
    for place in going:
        if place.connection.starts_at:
            by_person.setdefault(place.person_id, []).append(place.connection.starts_at)
    for person, starts in by_person.items():
        if any(abs(one - other) < SESSION for one, other in combinations(starts, 2)):
            yield f"person {person} sits in two sessions at once"


def faults_of_calendars() -> Iterator[str]:
    """A change of an entry that does not rise above the one before it."""
    seen: dict[str, list[int]] = {}
    for letter in OutgoingLetter.objects.exclude(calendars=[]).order_by("id"):
        for _method, text in letter.calendars:
            for event in Calendar.from_ical(text).walk("VEVENT"):
                seen.setdefault(str(event["uid"]), []).append(int(event["sequence"]))
    for uid, sequences in seen.items():
        if sorted(set(sequences)) != sequences:
            yield f"entry {uid}: {sequences}"


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(int(sys.argv[2]))
    else:
        check()
        print("states", dict(Counter(Connection.objects.values_list("state", flat=True))), file=sys.stderr)
