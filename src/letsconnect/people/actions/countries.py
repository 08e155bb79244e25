"""The list of countries at risk: for people from one of them the country is never public."""

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.people.models import CountryAtRisk, Person
from letsconnect.people.rules import may_edit_countries_at_risk


@transaction.atomic
def put_at_risk(code: str, *, by: Person) -> None:
    """Put a country on the list; it acts at once, and safe to repeat."""
    require(may_edit_countries_at_risk(by))
    country, is_new = CountryAtRisk.objects.get_or_create(code=code)
    if is_new:
        record("country.put_at_risk", country, by=by)


@transaction.atomic
def take_off_risk(code: str, *, by: Person) -> None:
    """Take a country off the list; who had chosen to show theirs to everyone does so again. Safe to repeat."""
    require(may_edit_countries_at_risk(by))
    country = CountryAtRisk.objects.select_for_update().filter(code=code).first()
    if country:
        record("country.taken_off_risk", country, by=by)
        country.delete()
