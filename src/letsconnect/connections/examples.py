"""What a letter could say, for those who look at its text."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings

from letsconnect.connections.models import Connection, Place
from letsconnect.connections.queries.meeting import COST_MB, where
from letsconnect.connections.queries.whens import shown_at, when
from letsconnect.ground import clock
from letsconnect.mailboxes.examples import Facts
from letsconnect.people.models import Person

A_TOPIC = "Example 3"


def a_conversation() -> Facts:
    """Two people, two times, every link."""
    reader = Person(chosen_name="Example 12", time_zone="Africa/Accra")
    other = Person(chosen_name="Example 7", time_zone="Asia/Seoul")
    page = f"{settings.SITE_URL}/connections/"
    start = clock.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=7)
    times = [{"when": when(start + timedelta(days=day), reader, [other]), "link": page} for day in (0, 2)]
    return {
        "connection": Connection(),
        "topic": A_TOPIC,
        "others": [{"name": other.chosen_name, "part": Place.Part.SHARER.label}],
        "by": other.chosen_name,
        "why": [],
        "times": times,
        "when": times[0]["when"],
        **dict.fromkeys(("page", "yes", "other", "no", "here"), page),
    }


def a_session() -> Facts:
    """The same conversation, agreed: where, what it costs, and what was told before a clock changed."""
    facts = a_conversation()
    return {**facts, **COST_MB, "where": where(Connection()), "before": shown_at(facts["when"].at, 60)}


LETTERS: dict[str, Callable[[], Facts]] = dict.fromkeys(
    (
        "connections/agreed",
        "connections/ended",
        "connections/invitation",
        "connections/left",
        "connections/moving",
        "connections/no_common_time",
        "connections/other_times",
        "connections/reminder",
        "connections/seat_left",
        "connections/seat_taken",
    ),
    a_conversation,
)
LETTERS |= dict.fromkeys(("connections/clock_changed", "connections/session"), a_session)
