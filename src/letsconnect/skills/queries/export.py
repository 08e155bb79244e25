"""Everything about one person, with what skills and imports add in words."""

from typing import Any

from letsconnect.people.models import Person
from letsconnect.people.queries.export import export_of
from letsconnect.skills.models import ImportFile, Leftover
from letsconnect.skills.queries.hours import DAYS, spans_of_day, ticked, week_of

FORMAT = "letsconnect-export-1"


def full_export(person: Person) -> dict[str, Any]:
    """The export as the person gets it."""
    return {
        "format": FORMAT,
        **export_of(person),
        "hours": hours_in_words(person),
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


def report_lines_about(person: Person) -> list[dict[str, Any]]:
    """What import reports say about the person."""
    return [
        line for file in ImportFile.objects.all() for line in lines_about(file.report, person, rows_of(file, person))
    ]


def rows_of(file: ImportFile, person: Person) -> set[int]:
    """The rows of the file of which something was kept on the person."""
    return set(Leftover.objects.filter(file=file, person=person).values_list("row", flat=True))


def lines_about(report: dict[str, Any], person: Person, rows: set[int]) -> list[dict[str, Any]]:
    """The lines of a report that name the person, one of their names, or a row of theirs."""
    lines = [line for line in report.get("needs_attention", []) if isinstance(line, dict)]
    return [line for line in lines if is_about(line, names_of(person), rows)]


def is_about(line: dict[str, Any], names: set[str], rows: set[int]) -> bool:
    if line.get("row") in rows or line.get("person") in names:
        return True
    return any(name.casefold() in str(line.get("value", "")).casefold() for name in names)


def names_of(person: Person) -> set[str]:
    """By what a file may call the person."""
    return {name for name in (person.public_id, person.username, person.email, person.full_name) if name}
