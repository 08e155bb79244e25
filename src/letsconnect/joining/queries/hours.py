"""A person's free week, as the pages of the profile show it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letsconnect.people.models import Person

DAY = 48


class Part(NamedTuple):
    """A part of the day: half-hours from `start` to before `end`."""

    code: str
    label: Promise
    start: int
    end: int


PARTS = (
    Part("early", pgettext_lazy("part of the day", "Early, 6–8"), 12, 16),
    Part("morning", pgettext_lazy("part of the day", "Morning, 8–12"), 16, 24),
    Part("afternoon", pgettext_lazy("part of the day", "Afternoon, 12–18"), 24, 36),
    Part("evening", pgettext_lazy("part of the day", "Evening, 18–22"), 36, 44),
    Part("late", pgettext_lazy("part of the day", "Late, 22–24"), 44, 48),
    Part("night", pgettext_lazy("part of the day", "Night, 0–6"), 0, 12),
)
DAYS: tuple[Promise, ...] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def week_of(person: Person) -> int:
    """The half-hours the person said they are free, bit 0 is Monday 00:00 in their zone; 0 while not said."""
    return int.from_bytes(bytes(person.hours or b""), "little")


def span(day: int, start: int, end: int) -> int:
    """The bits of the half-hours from `start` to before `end` of a day."""
    return ((1 << (end - start)) - 1) << (day * DAY + start)


def spans_of_parts() -> dict[str, int]:
    """Every part of every day, named "<day>-<part>", as bits."""
    return {f"{day}-{part.code}": span(day, part.start, part.end) for day in range(7) for part in PARTS}


def spans_of_day(day: int) -> dict[str, int]:
    """Every half-hour of a day, named by its number in the day, as bits."""
    return {str(number): span(day, number, number + 1) for number in range(DAY)}


def ticked(week: int, spans: dict[str, int]) -> set[str]:
    """The names of the spans that are wholly free."""
    return {name for name, bits in spans.items() if week & bits == bits}


def with_changes(week: int, spans: dict[str, int], *, was: set[str], now: set[str]) -> int:
    """The week after a page that showed the spans `was` ticked was sent with `now` ticked: only what the visitor
    changed is changed, so half-hours inside an untouched part and other tabs' words stay."""
    for name, bits in spans.items():
        if name in now - was:
            week |= bits
        elif name in was - now:
            week &= ~bits
    return week
