"""What a letter could say, for those who look at its text."""

from collections.abc import Callable
from datetime import timedelta

from letsconnect.ground import clock
from letsconnect.mailboxes.examples import Facts, nothing
from letsconnect.people.models import Role


def a_role() -> Facts:
    return {"role": Role(kind=Role.Kind.SUPPORT, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=90))}


def a_code() -> Facts:
    return {"code": "000 000", "minutes": 10}


LETTERS: dict[str, Callable[[], Facts]] = {
    "access/code": a_code,
    "access/email_changed": nothing,
    "access/lifted": nothing,
    "access/role_ended": a_role,
    "access/role_granted": a_role,
    "access/second_factor_off": nothing,
    "access/second_factor_on": nothing,
    "access/suspended": nothing,
}
