"""What a form says about consent, as lines of the ledger with file and row."""

from datetime import datetime

from letsconnect.intake.actions.arrival import Arrival, moment_key
from letsconnect.intake.actions.profile import open_as_agreed
from letsconnect.intake.queries.known import Known
from letsconnect.people.models import Consent
from letsconnect.people.queries.policies import POLICIES

FROM_A_FILE = "import "


def take_consent(arrival: Arrival, known: Known, now: datetime) -> list[Consent]:
    """Whether the profile may be published: all, username_topics or none; saying nothing is none.

    What was chosen on the site is newer, and stays.
    """
    said = arrival.newcomer.said.consent
    before = [line for line in known.consents.get(arrival.person.public_id, []) if line.what == "publish"]
    if said is None and before:
        return []
    scope, how = said or "none", arrival.where("consent")
    if any(not line.how.startswith(FROM_A_FILE) for line in before):
        if scope != before[-1].choice:
            arrival.list("consent", scope, "said_otherwise")
        return []
    if any(line.how == how for line in before) or not arrival.is_newer("consent") or is_old_news(arrival, scope):
        return []
    arrival.mark("consent", value=scope)
    open_as_agreed(arrival, scope)
    return [line_of(arrival, "publish", scope, how, now)]


def is_old_news(arrival: Arrival, scope: str) -> bool:
    """Whether an earlier export brought the same answer of the same moment."""
    before = arrival.person.provenance.get("consent", {})
    return before.get("value") == scope and before.get("at") == moment_key(arrival.newcomer.moments.get("consent"))


def take_conduct(arrival: Arrival, known: Known, now: datetime) -> list[Consent]:
    """Whether the two policies were read. The form named no version, so the site asks once more."""
    said = arrival.newcomer.said.conduct
    if said is None:
        return []
    spoken = {line.what for line in known.consents.get(arrival.person.public_id, [])}
    lines = [
        line_of(arrival, policy.what, "yes" if said else "no", arrival.where("conduct"), now)
        for policy in POLICIES
        if policy.what not in spoken
    ]
    if lines:
        arrival.mark("conduct")
    return lines


def line_of(arrival: Arrival, what: str, choice: str, how: str, now: datetime) -> Consent:
    language = arrival.source.language
    return Consent(subject=arrival.person.public_id, what=what, choice=choice, how=how, at=now, language=language)
