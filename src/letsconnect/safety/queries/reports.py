"""What can be asked about reports without opening one."""

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from letsconnect.people.models import Person
from letsconnect.safety.models import Report, Seat
from letsconnect.safety.sealing import code_key, unseal_words


def hash_of_code(code: str) -> str:
    """How a code is stored: with the site's secret key, one way."""
    return salted_hmac("letsconnect.safety.code", code, algorithm="sha256").hexdigest()


def report_with_code(code: str) -> Report | None:
    return Report.objects.filter(code_hash=hash_of_code(code)).first()


def reports_of(person: Person) -> QuerySet[Report]:
    """The reports sealed to this person, the last changed first."""
    return Report.objects.filter(seats__key__person=person).distinct()


def seat_of(person: Person, report: Report) -> Seat | None:
    """The newest of their seats at a report."""
    return report.seats.filter(key__person=person).select_related("key").last()


def answers(report: Report, code: str) -> list[dict[str, object]]:
    """What the team answered, as who knows the code may read it."""
    _public, private = code_key(code)
    rows = report.messages.exclude(sealed_for_code=None)
    return [{"at": row.at, **unseal_words(bytes(row.sealed_for_code or b""), private)} for row in rows]
