"""Giving consent and taking it back, each a new line of the ledger; as easy one way as the other (P4)."""

from django.db import transaction

from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.people.actions.ledger import touch, write_consent
from letsconnect.people.models import Person
from letsconnect.people.queries.consents import choice_now
from letsconnect.people.queries.policies import POLICIES, policies_owed
from letsconnect.people.rules import may_change_profile

PUBLISH_CHOICES = ("all", "username_topics", "none")


@transaction.atomic
def acknowledge_policies(person: Person, *, by: Person, language: str, how: str = "page") -> None:
    """Promise to follow the Code of Conduct and the Friendly Space Policy, as they stand; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person))
    for policy in policies_owed(person):
        write_consent(person, policy.what, "yes", how=how, text_version=policy.version, language=language)
        record("policy.acknowledged", person, by=by, policy=policy.what, version=policy.version)


@transaction.atomic
def withdraw_acknowledgement(person: Person, *, by: Person, language: str, how: str = "page") -> None:
    """Take the promise back: as many presses as giving it."""
    person = lock(person)
    require(may_change_profile(by, person))
    for policy in POLICIES:
        if choice_now(person, policy.what) == "yes":
            write_consent(person, policy.what, "no", how=how, text_version=policy.version, language=language)
            record("policy.withdrawn", person, by=by, policy=policy.what, version=policy.version)


@transaction.atomic
def choose_publishing(person: Person, choice: str, *, by: Person, language: str, how: str = "page") -> None:
    """Say how much of the profile may be published on Meta-Wiki: all, username_topics or none; safe to repeat."""
    person = lock(person)
    require(may_change_profile(by, person) and choice in PUBLISH_CHOICES)
    if choice_now(person, "publish") != choice:
        write_consent(person, "publish", choice, how=how, language=language)
        record("publishing.chosen", person, by=by, choice=choice)
        touch(person)
