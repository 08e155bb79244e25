"""Setting up, giving and removing the second factor. The arithmetic is allauth.mfa's."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.db import transaction

from letsconnect.access.actions.accounts import end_sessions
from letsconnect.access.queries.second_factor import factors_of, has_second_factor
from letsconnect.ground.allowance import hashed, take
from letsconnect.ground.audit import record
from letsconnect.ground.errors import require
from letsconnect.ground.locking import lock
from letsconnect.mailboxes.letters import write_to
from letsconnect.people.models import Person
from letsconnect.people.rules import may_reset_second_factor

QUARTER = 15 * 60


def new_secret() -> str:
    """A secret for an authenticator app, not yet anybody's."""
    return str(generate_totp_secret())


def may_try_factor(person: Person) -> int:
    """Count a try. Answers 0, or the seconds to wait."""
    return take("second-factor", f"account:{person.pk}", at_most=10, seconds=QUARTER)


@transaction.atomic
def set_up_factor(person: Person, secret: str, code: str) -> bool:
    """Keep the secret, once the app showed that it has it; recovery codes come with it."""
    lock(person)
    if has_second_factor(person) or not validate_totp_code(secret, code):
        return False
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    write_to(person, "access/second_factor_on", urgent=True)
    record("second_factor.set_up", person, by=person)
    return True


def give_factor(person: Person, code: str) -> bool:
    """Whether the code is right: one of the app's, each good once, or one of the recovery codes."""
    rows = {row.type: row for row in factors_of(person)}
    app = rows.get(Authenticator.Type.TOTP)
    if app and app.wrap().validate_code(code):
        return take("second-factor.code", hashed(f"{person.pk} {code}"), at_most=1, seconds=QUARTER) == 0
    spare = rows.get(Authenticator.Type.RECOVERY_CODES)
    if spare and spare.wrap().validate_code(code):
        record("second_factor.recovery_code_used", person, by=person)
        return True
    return False


@transaction.atomic
def renew_recovery_codes(person: Person) -> None:
    lock(person)
    factors_of(person).filter(type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    record("second_factor.codes_renewed", person, by=person)


@transaction.atomic
def remove_factor(person: Person) -> None:
    """One's own; roles sleep until there is a new one."""
    factors_of(person).delete()
    write_to(person, "access/second_factor_off", urgent=True)
    record("second_factor.removed", person, by=person)


@transaction.atomic
def reset_factor(person: Person, *, by: Person | None) -> None:
    """For somebody who lost it: an administrator, or (None) whoever runs the server. Signs them out everywhere."""
    require(by is None or may_reset_second_factor(by, person))
    factors_of(person).delete()
    end_sessions(person)
    write_to(person, "access/second_factor_off", urgent=True)
    record("second_factor.reset", person, by=by)
