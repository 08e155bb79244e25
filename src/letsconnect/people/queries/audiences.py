"""How wide each field of a person may be opened."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from letsconnect.people.audience import AUDIENCE_LABELS, FIELDS, Audience
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import countries_at_risk


def widest_for(person: Person, key: str) -> Audience:
    """The widest audience the person may choose; the country of a person from a country at risk is never public."""
    widest = FIELDS[key].widest
    at_risk = key == "country" and person.country and person.country in countries_at_risk()
    return min(widest, Audience.MEMBERS) if at_risk else widest


def label_of(key: str, audience: int) -> Promise:
    """The audience in words; of narrow fields the team is the support team alone."""
    if FIELDS[key].narrow and audience == Audience.TEAM:
        return pgettext_lazy("audience", "the support team")
    return AUDIENCE_LABELS[Audience(audience)]


def seen_by(person: Person, key: str) -> int | Promise:
    """What the audience tag shows: the level, or the words where a level says too much."""
    level = getattr(person, f"{key}_audience")
    return label_of(key, level) if FIELDS[key].narrow else level
