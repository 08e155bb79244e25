"""Two reminders for each person, session and time: never at night, never twice, whoever tries however often."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as some

from letsconnect.connections.actions.answering import accept
from letsconnect.connections.actions.moving import move
from letsconnect.connections.models import Connection, Place
from letsconnect.connections.tasks import remind_of_sessions, tell_changed_clocks
from letsconnect.connections.times import local
from letsconnect.ground.models import OutgoingLetter
from letsconnect.ground.zones import before_the_night, is_night, zone_named
from letsconnect.inviting.actions.tables import Table, open_table, take_a_seat
from letsconnect.people.models import Person
from letsconnect.skills.models import Topic
from tests.cast import make_person
from tests.figures import Figure
from tests.ground.apart import Env, letsconnect, rows, started
from tests.ground.conftest import own_house  # noqa: F401 -- a fixture

In = Callable[..., datetime]
ZONES = ["Africa/Accra", "Europe/Paris", "Asia/Seoul", "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca"]


@pytest.fixture
def agreed(invitation: Connection, learner: Person, sharer: Person) -> Connection:
    accept(invitation, invitation.times.all(), by=sharer)
    return accept(invitation, invitation.times.all(), by=learner)


def reminders(person: Person) -> list[OutgoingLetter]:
    return list(OutgoingLetter.objects.filter(person=person, letter="connections/session").order_by("pk"))


def live_through(first: datetime, last: datetime, *, step: timedelta = timedelta(minutes=10)) -> None:
    """Let the worker look again and again."""
    at = first
    while at < last:
        with time_machine.travel(at, tick=False):
            remind_of_sessions.func()
        at += step


def test_one_a_day_before_and_one_an_hour_before(agreed: Connection, learner: Person, sharer: Person) -> None:
    live_through(agreed.starts_at - timedelta(hours=40), agreed.starts_at + timedelta(hours=1))

    for person in (learner, sharer):
        sent = [agreed.starts_at - letter.created_at for letter in reminders(person)]
        assert len(sent) == 2
        assert timedelta(hours=23, minutes=50) <= sent[0] <= timedelta(hours=24)
        assert timedelta(minutes=50) <= sent[1] <= timedelta(hours=1)


@pytest.mark.parametrize("hour", range(0, 24, 2))
@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/St_Johns"])
def test_none_comes_at_night(learner: Person, sharer: Person, topic: Topic, in_days: In, zone: str, hour: int) -> None:
    Person.objects.filter(pk__in=[learner.pk, sharer.pk]).update(time_zone=zone)
    table = open_table(Table(topic, in_days(6, hour)), by=sharer)
    take_a_seat(table, by=learner)

    live_through(in_days(6, hour) - timedelta(hours=40), in_days(6, hour), step=timedelta(minutes=15))

    assert len(reminders(learner)) == 2
    assert not [letter for letter in reminders(learner) if is_night(letter.created_at, zone_named(zone))]


def test_another_learner_at_the_table_brings_no_second_reminder(
    learner: Person, sharer: Person, topic: Topic, in_days: In
) -> None:
    table = open_table(Table(topic, in_days(6)), by=sharer)
    take_a_seat(table, by=learner)
    live_through(in_days(6) - timedelta(hours=25), in_days(6) - timedelta(hours=20))

    take_a_seat(table, by=make_person("Ana Another"))
    live_through(in_days(6) - timedelta(hours=20), in_days(6) - timedelta(hours=2))

    assert len(reminders(sharer)) == len(reminders(learner)) == 1


def test_a_clock_set_back_reminds_nobody_again(agreed: Connection, learner: Person) -> None:
    day_before = agreed.starts_at - timedelta(hours=24)

    live_through(day_before, day_before + timedelta(hours=1))
    live_through(day_before - timedelta(hours=2), day_before + timedelta(hours=1))

    assert len(reminders(learner)) == 1


def test_a_moved_time_is_reminded_of_anew(agreed: Connection, learner: Person, sharer: Person, in_days: In) -> None:
    another = in_days(9)
    live_through(agreed.starts_at - timedelta(hours=25), agreed.starts_at - timedelta(hours=22))
    with time_machine.travel(agreed.starts_at - timedelta(hours=22), tick=False):
        moving = move(agreed, [another], by=learner)
        accept(moving, moving.times.all(), by=sharer)

    live_through(agreed.starts_at - timedelta(hours=22), another, step=timedelta(minutes=30))

    assert len(reminders(learner)) == 3


def test_what_was_agreed_within_a_day_is_not_told_again_at_once(agreed: Connection, learner: Person) -> None:
    late = agreed.starts_at - timedelta(hours=5)
    Connection.objects.filter(pk=agreed.pk).update(agreed_at=late)

    live_through(late, agreed.starts_at)

    assert len(reminders(learner)) == 1


def test_the_reminder_says_where_and_what_it_costs(agreed: Connection, learner: Person) -> None:
    live_through(agreed.starts_at - timedelta(hours=1), agreed.starts_at)

    [letter] = reminders(learner)
    assert "https://meet.jit.si/LetsConnect-" in letter.body
    assert "about 50 MB with sound only" in letter.body


@settings(max_examples=200, deadline=None)
@given(
    some.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=some.just(UTC)),  # noqa: DTZ001
    some.sampled_from(ZONES),
)
def test_out_of_the_night_means_earlier_and_by_half_a_day_at_most(at: datetime, zone: str) -> None:
    moved = before_the_night(at, zone_named(zone))

    assert not is_night(moved, zone_named(zone))
    assert timedelta() <= at - moved <= timedelta(hours=10, minutes=30)


@pytest.fixture
def zones_on_disk(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """`zones_on_disk("Asia/Beirut", like="Asia/Dubai")`: from now on Beirut's clocks go by Dubai's rules."""
    known = Path("/usr/share/zoneinfo")
    if not known.is_dir():
        pytest.skip("no rules of zones on this machine's disk")

    def change(zone: str, *, like: str) -> None:
        file = tmp_path / zone
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((known / like).read_bytes())
        reset_tzpath([str(tmp_path), str(known)])
        ZoneInfo.clear_cache()

    yield change
    reset_tzpath()
    ZoneInfo.clear_cache()


def test_whose_clock_changes_by_law_is_told_once_and_nobody_else(
    learner: Person, sharer: Person, topic: Topic, in_days: In, zones_on_disk: Callable[..., None], figure: Figure
) -> None:
    Person.objects.filter(pk=learner.pk).update(time_zone="Asia/Beirut")
    learner.refresh_from_db()
    sessions = [open_table(Table(topic, in_days(day), seats=1), by=sharer) for day in range(3, 9)]
    Person.objects.filter(pk=learner.pk).update(learn_limit=4)
    for table in sessions[:3]:
        take_a_seat(table, by=learner)
    before = dict(Connection.objects.values_list("pk", "starts_at"))

    tell_changed_clocks.func()
    zones_on_disk("Asia/Beirut", like="Asia/Tokyo")
    for _turn in range(2):
        tell_changed_clocks.func()

    letters = OutgoingLetter.objects.filter(letter="connections/clock_changed")
    told = list(letters.values_list("person", flat=True))
    figure(f"Q13: {len(sessions)} sessions, UTC moved 0, told {len(told)} of 3, told twice {len(told) - 3}, others 0")
    assert dict(Connection.objects.values_list("pk", "starts_at")) == before
    assert told == [learner.pk] * 3
    first = letters.order_by("pk")[0]
    now = local(sessions[0].starts_at, "Asia/Tokyo")
    assert f"{now:%-I:%M}" in first.body
    assert "Before, we had told you" in first.body


def test_the_law_taken_back_is_told_too(
    agreed: Connection, learner: Person, zones_on_disk: Callable[..., None]
) -> None:
    zones_on_disk("Africa/Accra", like="Asia/Dubai")
    tell_changed_clocks.func()
    zones_on_disk("Africa/Accra", like="Africa/Accra")
    tell_changed_clocks.func()

    assert OutgoingLetter.objects.filter(letter="connections/clock_changed", person=learner).count() == 2


def test_who_moves_to_another_zone_is_not_told(agreed: Connection, learner: Person) -> None:
    Person.objects.filter(pk=learner.pk).update(time_zone="Asia/Seoul")

    tell_changed_clocks.func()

    assert not OutgoingLetter.objects.filter(letter="connections/clock_changed").exists()
    assert Place.objects.get(connection=agreed, person=learner).told_offset == 540


SOON = """
from datetime import timedelta
from letsconnect.connections.actions.answering import accept
from letsconnect.connections.actions.proposing import Proposal, propose
from letsconnect.connections.models import Connection, Place
from letsconnect.ground import clock
from letsconnect.skills.models import Topic
from tests.cast import make_person
now, noon = clock.now(), 12 - clock.now().hour
zone = f"Etc/GMT{-noon:+d}" if noon else "Etc/GMT"
for number in range(20):
    pair = [make_person(f"{part} {number}", time_zone=zone) for part in ("Sharer", "Learner")]
    invitation = propose(Proposal(Topic.objects.get(slug="fundraising"), pair[0], (pair[1],),
        (now + timedelta(days=5),), month=now.date()), by=None)
    for person in pair:
        accept(invitation, invitation.times.all(), by=person)
Connection.objects.update(starts_at=now + timedelta(minutes=50), agreed_at=now - timedelta(days=3))
Place.objects.update(answered_at=now - timedelta(days=3))
"""
WORK = """
import time_machine
from datetime import timedelta
from letsconnect.connections.tasks import remind_of_sessions
from letsconnect.ground import clock
for turn in range(4):
    with time_machine.travel(clock.now() - timedelta(hours=2 * (turn % 2))):
        remind_of_sessions.func()
"""
COUNTED = """SELECT person_id, COUNT(*) FROM ground_outgoingletter
WHERE letter = 'connections/session' GROUP BY person_id"""


def test_two_workers_and_a_clock_set_back_remind_each_person_once(own_house: Env, figure: Figure) -> None:  # noqa: F811
    letsconnect("shell", "-v0", "-c", SOON, env=own_house)

    workers = [started("shell", "-v0", "-c", WORK, env=own_house) for _worker in range(2)]
    ended = [worker.wait(120) for worker in workers]

    counts = [count for _person, count in rows(own_house, COUNTED)]
    kind = own_house["DATABASE_URL"].partition(":")[0]
    assert ended == [0, 0]
    assert counts == [1] * 40
    figure(f"Q8 on {kind}: 2 workers, the clock set back 2 h and on again: {len(counts)} of 40 reminded, once each")
