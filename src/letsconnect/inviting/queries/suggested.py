"""A suggestion as the page shows it: who, why, when next, and the one thing to do. Never a score, never a rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from letsconnect.connections.queries.hours import SOONEST, week_of, zone_of
from letsconnect.connections.queries.whens import When, when
from letsconnect.connections.times import HALF_HOUR, is_night, moment_of, suits
from letsconnect.directory.queries.cards import Card
from letsconnect.directory.queries.reasons import Reason, they_share, they_want
from letsconnect.directory.queries.topics import TopicLabel
from letsconnect.ground import clock
from letsconnect.index.queries.fit import Me
from letsconnect.inviting.queries.hints import Hint
from letsconnect.inviting.queries.inviting import LEARN
from letsconnect.people.models import Person

WEEKS, FEW = 3, 3


@dataclass(frozen=True)
class Suggested:
    """Somebody to learn from (`side` "learn") or to share with ("share"). `is_far`: from another region."""

    card: Card
    side: str
    topic: TopicLabel
    reasons: tuple[Reason, ...]
    when: When | None
    is_far: bool

    @property
    def invite(self) -> str:
        """The page on which one invites them, with the topic filled in."""
        about = {"about": f"{self.side}:{self.topic.slug}"} | ({} if self.side == LEARN else {"kind": "resource"})
        return reverse("inviting:invite", args=[self.card.profile.public_id]) + f"?{urlencode(about)}"


@dataclass(frozen=True)
class Side:
    """One part of the page; without people it says why."""

    side: str
    people: tuple[Suggested, ...]
    hint: Hint | None = None


@dataclass(frozen=True)
class Suggestions:
    """What the page shows. `hint`: why there is nothing at all; `others`: the number of the next page, 0 for none."""

    sides: tuple[Side, ...] = ()
    hint: Hint | None = None
    others: int = 0

    @property
    def people(self) -> list[Suggested]:
        """Everybody on the page, those to learn from first."""
        return [one for side in self.sides for one in side.people]

    @property
    def few(self) -> list[Suggested]:
        """Two or three for a small place, from both sides in turn."""
        turns = zip_longest(*(side.people for side in self.sides))
        return [one for turn in turns for one in turn if one is not None][:FEW]


def reasons_for(card: Card, side: str, topic: TopicLabel, language: str | None, me: Me) -> tuple[Reason, ...]:
    """Why these two, from what the reader may see of them: the topic, both ways or one, and the language."""
    profile = card.profile
    shares = topic if side == LEARN else they_share(profile, me)
    wants = they_want(profile, me) if side == LEARN else topic
    code = "both_ways" if shares and wants else "shares" if shares else "wants"
    found = [Reason(code, topic=(shares or wants), other=wants if shares else None)]
    spoken = next((one for one in profile.languages if one.code.lower() == language), None)
    return (*found, *([Reason("language", language=spoken.name)] if spoken else []))


def next_time(me: Person, other: Any, slots: Sequence[int], taken: Iterable[datetime]) -> When | None:
    """The next start of these half-hours of the week (UTC) at which both are free, in the reader's words: by day for
    both where there is such."""
    weeks, soonest, busy = [week_of(me), week_of(other)], clock.now() + SOONEST, list(taken)
    monday = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=clock.now().weekday())
    starts = (moment_of(monday, week, slot) for week in range(WEEKS) for slot in slots)
    found = [at for at in starts if at >= soonest and _is_open(at, busy) and suits(weeks, at)]
    by_day = (at for at in found if not (is_night(at, zone_of(me)) or is_night(at, zone_of(other))))
    at = next(by_day, None) or next(iter(found), None)
    return when(at, me) if at else None


def _is_open(at: datetime, busy: Iterable[datetime]) -> bool:
    return all(abs(at - other) >= 3 * HALF_HOUR for other in busy)
