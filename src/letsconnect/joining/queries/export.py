"""Everything about one person, with what skills and imports add in words."""

from typing import Any

from letsconnect.conversations.queries.export import connections_about
from letsconnect.intake.queries.traces import report_lines_about
from letsconnect.joining.queries.hours import DAYS, spans_of_day, ticked, week_of
from letsconnect.people.models import Person
from letsconnect.people.queries.export import export_of

FORMAT = "letsconnect-export-1"


def full_export(person: Person) -> dict[str, Any]:
    """The export as the person gets it."""
    return {
        "format": FORMAT,
        **export_of(person),
        "hours": hours_in_words(person),
        "connections": connections_about(person),
        "lines_of_import_reports": report_lines_about(person),
    }


def hours_in_words(person: Person) -> dict[str, list[str]]:
    """The free half-hours of each day, by when they begin, in the person's own zone."""
    week = week_of(person)
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    starts = {
        name: sorted(int(number) for number in ticked(week, spans_of_day(day)))
        for name, day in zip(names, range(len(DAYS)), strict=True)
    }
    return {
        name: [f"{number // 2:02d}:{30 * (number % 2):02d}" for number in numbers] for name, numbers in starts.items()
    }
