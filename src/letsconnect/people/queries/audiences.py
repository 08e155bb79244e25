"""How wide each field of a person may be opened."""

from letsconnect.people.audience import FIELDS, Audience
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import countries_at_risk


def widest_for(person: Person, key: str) -> Audience:
    """The widest audience the person may choose; the country of a person from a country at risk is never public."""
    widest = FIELDS[key].widest
    at_risk = key == "country" and person.country and person.country in countries_at_risk()
    return min(widest, Audience.MEMBERS) if at_risk else widest
