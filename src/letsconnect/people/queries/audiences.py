"""How wide each field of a person may be opened."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from letsconnect.people.audience import AUDIENCE_LABELS, FIELDS, Audience
from letsconnect.people.models import Consent, Person
from letsconnect.people.queries.readers import countries_at_risk

OFF_THE_LIST = "country no longer at risk"  # how the consent ledger tells that a field was closed for this
TELL_THE_COUNTRY = ("country", "region", "time_zone", "group")


def widest_for(person: Person, key: str) -> Audience:
    """The widest audience the person may choose; the country of a person from a country at risk is never public."""
    widest = FIELDS[key].widest
    at_risk = key == "country" and person.country and person.country in countries_at_risk()
    return min(widest, Audience.MEMBERS) if at_risk else widest


def fields_to_ask_about(person: Person) -> frozenset[str]:
    """The fields that were closed when the person's country left the list of those at risk, and that they have not
    chosen an audience for since."""
    lines = Consent.objects.filter(subject=person.public_id, what__in=[f"audience:{key}" for key in TELL_THE_COUNTRY])
    newest = dict(lines.order_by("id").values_list("what", "how"))
    closed = frozenset(what.removeprefix("audience:") for what, how in newest.items() if how == OFF_THE_LIST)
    return closed if closed and person.country not in countries_at_risk() else frozenset()


def label_of(key: str, audience: int) -> Promise:
    """The audience in words; of narrow fields the team is the support team alone."""
    if FIELDS[key].narrow and audience == Audience.TEAM:
        return pgettext_lazy("audience", "the support team")
    return AUDIENCE_LABELS[Audience(audience)]


def seen_by(person: Person, key: str) -> int | Promise:
    """What the audience tag shows: the level, or the words where a level says too much."""
    level = getattr(person, f"{key}_audience")
    return label_of(key, level) if FIELDS[key].narrow else level
