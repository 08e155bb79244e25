"""A registration form as a file, brought in, and what came of it."""

import csv
import io
from typing import Any

from django.db import connection

from letsconnect.intake.actions.bringing import bring_in
from letsconnect.intake.queries.known import books_now
from letsconnect.people.models import Person, SpokenLanguage
from letsconnect.reading.parcel import parcel_of_forms
from letsconnect.reading.report import Report

HEADER = {
    "timestamp": "Timestamp",
    "username": "Wikimedia username",
    "full_name": "Full name (optional)",
    "email": "E-mail address",
    "group": "Group or affiliate",
    "role": "Your role in the group",
    "country": "Country",
    "languages": "Languages you can use (best first)",
    "learn": "What would you like to learn?",
    "share": "What could you share with others?",
    "clinic": "Would you share in a Learning Clinic?",
    "one_to_one": "Would you like 1:1 coffee/tea conversations?",
    "hours": "When are you usually free? (your local time)",
    "consent": "May we publish your profile on Meta?",
    "support": "Do you need support to take part?",
    "conduct": "Have you read the Universal Code of Conduct and the Friendly Space Policy?",
    "remarks": "Anything else?",
}


Level = SpokenLanguage.Level


ALICE = {"username": "Example A", "email": "a@example.org"}


def form(*rows: dict[str, str]) -> bytes:
    """A file of the registration form with these rows."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER.values())
    writer.writerows([[row.get(field, "") for field in HEADER] for row in rows])
    return out.getvalue().encode()


def brought(*rows: dict[str, str], name: str = "form.csv", by: Person | None = None, **ways: Any) -> Report:
    return bring_in(parcel_of_forms(form(*rows), name, books_now()), by=by, **ways)


def whole_house() -> dict[str, list]:
    """Every row of every table that an import may touch."""
    tables = ("people_person", "people_group", "people_consent", "people_spokenlanguage", "people_change")
    tables += ("skills_offer", "skills_wish", "skills_ownwords", "skills_leftover", "skills_importfile")
    with connection.cursor() as cursor:
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608  (names from here)
            rows[table] = cursor.fetchall()
    return rows


def reasons(report: Report) -> list[tuple[int, str, str]]:
    return [(line["row"], line["value"], line["reason"]) for line in report.needs_attention]


def spoken_by(person: Person) -> list[tuple[str, int]]:
    return list(person.languages.values_list("code", "level"))
