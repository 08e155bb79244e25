"""The few ways a deed can be refused."""

from django.core.exceptions import PermissionDenied, ValidationError


class NotAllowed(PermissionDenied):
    """A rule says no. The pages answer 403."""


class Refused(ValidationError):
    """What was asked cannot be done as it stands; the message is for the person who asked."""


class TooOften(Exception):
    """Asked too often; the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def require(allowed: bool) -> None:
    """Raise NotAllowed unless the rule said yes."""
    if not allowed:
        raise NotAllowed
