"""What imports keep on one person."""

from typing import Any

from letsconnect.intake.models import ImportFile, Leftover
from letsconnect.people.models import Person


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
