"""The list of countries at risk: for people from one of them the country is never public."""

from django.db import transaction
from django.db.models import Q

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.people.actions.ledger import touch_all, write_consents
from letsconnect.people.audience import Audience
from letsconnect.people.models import Consent, CountryAtRisk, Group, Person
from letsconnect.people.queries.audiences import OFF_THE_LIST, TELL_THE_COUNTRY
from letsconnect.people.rules import may_edit_countries_at_risk

EVERYONE, MEMBERS = int(Audience.EVERYONE), int(Audience.MEMBERS)


@transaction.atomic
def put_at_risk(code: str, *, by: Person) -> None:
    """Put a country on the list; it acts at once, and safe to repeat."""
    require(may_edit_countries_at_risk(by))
    country, is_new = CountryAtRisk.objects.get_or_create(code=code)
    if is_new:
        record("country.put_at_risk", country, by=by)


@transaction.atomic
def take_off_risk(code: str, *, by: Person) -> None:
    """Take a country off the list; what it kept from everyone stays with members until the person is asked. Safe to
    repeat."""
    require(may_edit_countries_at_risk(by))
    country = CountryAtRisk.objects.select_for_update().filter(code=code).first()
    if country:
        _close_what_was_hidden(code)
        record("country.taken_off_risk", country, by=by)
        country.delete()


def _close_what_was_hidden(code: str) -> None:
    """An earlier choice of "everyone" was made before, or was not to be seen: it is made anew, or not at all."""
    closed: list[Consent] = []
    touched: set[int] = set()
    for key in TELL_THE_COUNTRY:
        whose = Q(group__in=Group.objects.filter(country=code)) if key == "group" else Q(country=code)
        people = Person.objects.select_for_update().filter(whose, **{f"{key}_audience": EVERYONE}).order_by("pk")
        found = dict(people.values_list("pk", "public_id"))
        Person.objects.filter(pk__in=found).update(**{f"{key}_audience": MEMBERS})
        touched |= found.keys()
        closed += [
            Consent(subject=subject, what=f"audience:{key}", choice="members", how=OFF_THE_LIST, at=clock.now())
            for subject in found.values()
        ]
    write_consents(closed)
    touch_all(sorted(touched))
