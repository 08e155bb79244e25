"""What everybody in the programme promises, in which version."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from letsconnect.people.models import Consent, Person


class Policy(NamedTuple):
    """A text that is acknowledged in a stated version; `what` is its name in the consent ledger."""

    what: str
    name: Promise
    version: str
    address: str


POLICIES = (
    Policy(
        "code-of-conduct",
        _("Universal Code of Conduct"),
        "2021-02-02",
        "https://foundation.wikimedia.org/wiki/Special:MyLanguage/Policy:Universal_Code_of_Conduct",
    ),
    Policy(
        "friendly-space",
        _("Friendly Space Policy"),
        "2020-08-06",
        "https://meta.wikimedia.org/wiki/Special:MyLanguage/Friendly_space_policies",
    ),
)


def policies_owed(person: Person) -> list[Policy]:
    """The texts this person has not yet acknowledged in the present version."""
    lines = Consent.objects.filter(subject=person.public_id, what__in=[policy.what for policy in POLICIES])
    latest = {line.what: line for line in lines}
    return [
        policy
        for policy in POLICIES
        if policy.what not in latest
        or latest[policy.what].choice != "yes"
        or latest[policy.what].text_version != policy.version
    ]
